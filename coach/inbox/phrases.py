"""The turns of phrase by which people ask, promise, thank, refuse, insist and sell.

English first, and the commonest of German, French and Spanish. All are matched against one
sentence, in lower case, with straight apostrophes.
"""

import re

from coach.inbox.phrase_list import PhraseList

SOFT = PhraseList(
    r"\blet (?:me|us) know (?:if|should|in case) (?:you|there|anything|something|any|i can"
    r"|we can|that changes)"
    r"\s?(?:'d |would |should |do |may |might |ever |still )*(?:have|need|want|like|run"
    r"|require|get stuck|is|'s|are|else|changes?|comes|further|questions?|help|be)?\b"
    r"(?=.{0,40}(?:question|anything|help|something|need|change|comes up|else|problem|issue"
    r"|more|further|assist|stuck|concern|run into|doubt|interested in future))",
    r"\bfeel free\b",
    r"\bdo(?:n't| not) hesitate\b",
    r"\bif (?:you have|there are) any(?: further| more| other)? (?:question|quer|concern)",
    r"\blet (?:me|us) know (?:what|whatever|how|where|when|whenever) (?:else )?(?:i"
    r"|we) can\b|\blet (?:me|us) know (?:what|whatever) (?:else )?you need\b|\blet (?:me"
    r"|us) know (?:when|once|as soon as) (?:you|it|they|he|she)(?:'re|'ve|'s| are| have| is"
    r"| has| get| got)? ?(?:back|arrive|home|ready|land|in town|there|settled|here|done)\b",
    r"^(?:any|more|further) (?:other )?questions\b|^anything else\?",
    r"\bany questions?,? (?:just|please|let|give|feel|shout|do)",
    r"\b(?:happy|glad|here) to help\b(?!.*\?)",
    r"\bif (?:there's|there is) anything\b",
    r"\blet me know how (?:it|you|that) (?:goes|went|get on)",
    r"\bjust (?:shout|ask|holler)\b",
    r"\bno need to\b",
    r"\bplease (?:note|find|feel|be (?:aware|advised)|accept|rest assured|excuse|forgive"
    r"|see (?:attached|below|the attach)|ignore|disregard|do not reply|don't reply"
    r"|don't worry|give my|pass on|keep in mind|bear with|don't hesitate|do not hesitate"
    r"|allow)\b",
    r"\bshould you (?:have|need|require)\b",
    r"\bbei (?:fragen|r\u00fcckfragen)\b",
    r"\bn'h\u00e9sitez pas\b",
    r"\bno dudes en\b",
    r"\bno dude en\b",
)
"""Politeness in the shape of a request; nobody has to answer it."""

SMALL_QUESTION = PhraseList(
    r"^(?:(?:hi|hey|hello|dear|so|and)\b[^,?!]{0,30}[,!]?\s*)?(?:how (?:are|r) (?:you|u"
    r"|things|ya)\b.{0,30}|how(?:'s| is) (?:it going|life|everything|things|you)\b.{0,20}"
    r"|how have you been.{0,20}|how(?:'re| are) you (?:doing|keeping)\b.{0,20}"
    r"|you (?:ok|okay|alright|well)|(?:are you |you )?all(?: right|right| good)"
    r"|what's (?:up|new)|sup|u ok|wie geht.{0,20}|comment (?:vas|allez)[- ](?:tu|vous)"
    r"|\u00e7a va|(?:\u00bf)?(?:qu\u00e9 tal|c\u00f3mo est\u00e1s?).{0,20}"
    r"|long time no see)\s*\?+$",
    r"^(?:really|right|ok|okay|huh|eh|no|yes|seriously|what|why not|isn't it|you know"
    r"|guess what|who knows|remember|sounds good|deal|see|oh|wow|is it|did they|are they"
    r"|was it|has it)\s*\?+!*$",
    r"\b(?:isn't|wasn't|aren't|don't|doesn't|didn't|hasn't|won't) (?:it|that|they|he|she"
    r"|we)\s*\?+$",
    r"^(?:and |so |hope )?(?:does|did) (?:that|this|it) (?:help|make (?:any )?sense"
    r"|answer your question)\b.{0,15}\?$|\bif that makes sense\?$|^make sense\?$",
    r"\bhow (?:did we do|was your (?:stay|visit|order|experience|trip|purchase|flight"
    r"|call))\b",
    r"\bwho (?:knew|would have thought|doesn't love|cares)\b",
    r"\bwhat could (?:possibly )?go wrong\b",
    r"\bhow (?:cool|great|nice|amazing|lovely|funny) is\b",
    r"\b(?:had|have|having) a (?:good|great|nice|lovely) (?:weekend|week|holiday|trip|break"
    r"|christmas|summer)\s*\?+$",
    r"^(?:i |we )?(?:hope|trust|hoping) (?:you|all|this|everything)\b[^.]{0,60}\?$",
    r"^(?:isn't|wasn't|aren't) (?:it|that|they|he|she|this)\b.{0,30}\?$",
)
"""Questions that greet, or that answer themselves."""

REQUEST = PhraseList(
    r"\b(?:could|can|would|will|might) (?:you|u|either of you|one of you|someone|somebody"
    r"|anyone)\b(?! (?:believe|imagine))",
    r"\bplease (?!note|find|feel|see |be |accept|rest|excuse|forgive|ignore|disregard"
    r"|do not|don't|and |to |give my|that\b|is\b|allow)(?:\w+ ){0,2}\w+",
    r"\bpls \w+",
    r"\bplz \w+",
    r"\blet (?:me|us) (?:please )?know\b",
    r"\blmk\b",
    r"\b(?:i|we)(?:'d| would| should)(?: really| also| very much| so"
    r"| greatly)? (?:appreciate|be (?:most |very |so |really |extremely )?(?:grateful"
    r"|thankful|glad|happy|obliged|pleased) (?:if|for|to (?:hear|know|have your|receive))"
    r"|love (?:to (?:hear|know|get your|have your|have you)|your|it if|for you)"
    r"|like (?:you )?to (?:know|ask|request|hear|invite|have your)|welcome your|need you)",
    r"\b(?:it would|that would|it'd) (?:be (?:great|good|helpful|lovely|wonderful|useful"
    r"|ideal|amazing|nice|kind) (?:if (?:you|we|i) (?:could|can|would)|to (?:have|get|hear"
    r"|know|receive))|help (?:me|us)? ?if you)",
    r"\b(?:much|greatly|kindly|highly) appreciate(?:d)?\b.{0,30}\bif\b",
    r"\bgrateful (?:if|for) (?:you|a|your|any)",
    r"\blook(?:ing)? forward to (?:hear|your (?:reply|respon|answer|feedback|thought"
    r"|decision|confirm|comment|view)|receiv|a (?:reply|response))",
    r"\bhope to hear (?:from|back)\b",
    r"\bawait(?:ing)? your\b",
    r"\bwait(?:ing)? (?:for|on|to hear)(?: back)?(?: from)? (?:you|your|u)\b",
    r"\b(?:i|we) (?:wanted|want|would like|wish|am writing|'m writing|have) to (?:ask"
    r"|request|enquire|inquire|know|find out|hear)\b",
    r"\bi(?:'m| am| was)?(?: just| also)? ?wonder(?:ing|ed)? (?:if|whether|when|what|how)",
    r"\bwondering (?:if|whether|when)",
    r"\b(?:i|we)(?:'m| am|'re| are)? ?(?:still |also |only |just |really )*(?:need|require"
    r"|missing|lack) (?:your|you to|from you|the|a|an|it|them|to know|this|that|one)\b",
    r"\b(?:may|might|could|can|shall) (?:i|we) (?:ask|have|get|expect|request|borrow|use"
    r"|come|call|ring|count|trouble|talk|speak|see|join|book|bring|take|send|quote)\b",
    r"(?:^|[,;:\u2013-] ?|\band |\bthen |\bso |\bjust |\bto )(?:send|give|forward|email"
    r"|text|call|ring|tell|remind|show|get back to|drop|ping|message|write to|write back to"
    r"|answer|copy|cc|join|help|bring|lend|pay|advise|update|inform|notify) (?:me"
    r"|us)\b(?! (?:know )?if (?:you|anything|there))",
    r"(?:^|[,;:] ?|\band |\bthen |\bkindly |\bplease )(?:confirm (?:by|whether|that|the"
    r"|your|if|receipt|asap|this|it|when)|rsvp\b|reply (?:by|with|to|asap|now|if)"
    r"|respond (?:by|to|asap)|sign (?:and|it|the|here)|acknowledge|advise|let me have"
    r"|let us have|submit|return (?:the|it|a signed)|approve|choose|pick (?:a|one|your)"
    r"|transfer|pay|review (?:the|it|this|and)|check (?:the|it|this|and|whether|if)"
    r"|fill (?:in|out)|complete the|share (?:your|the|it|with)|revert)",
    r"\b(?:tell (?:me|us)|say) (?:what|when|whether|if|which|how|where|who)\b",
    r"\b(?:remind me|what about|how about|what if we|fancy (?:a|coming|meeting|lunch|dinner"
    r"|going|joining))\b",
    r"\bbe (?:great|good|helpful|lovely|wonderful|useful|ideal|amazing|nice|kind"
    r"|appreciated|perfect) (?:if (?:you|we|i|someone) (?:could|can|would)|to (?:get|have"
    r"|hear|know|receive) (?:your|a|an|the|from|some|any|back))",
    r"\bhop(?:e|ing) (?:that )?(?:you (?:can|could|might|would|will be able)|to (?:get|hear"
    r"|have) (?:a|an|your|some|from|back)|for (?:a|an|your))\b(?! (?:make it next"
    r"|come next))",
    r"\b(?:ask|check|know|see|asking|checking|confirm|find out|sure) (?:if|whether"
    r"|that) (?:you|u|this|it|that|the|my|we|i|there)\b",
    r"^if you (?:could|would|can)\b",
    r"\bwriting to (?:ask|enquire|inquire|check|find out|request)\b",
    r"\bawait(?:ing)?\b",
    r"\bgrateful for\b(?! (?:all|the (?:help|support|chance|opportunity)|having|being"
    r"|you\b))",
    r"\byour (?:\w+ ){0,5}(?:would be|is|are|will be) (?:very |much |most |greatly "
    r"|highly )*(?:welcome|appreciated|needed|required|helpful)\b",
    r"\bhit me up\b",
    r"\b(?:would|will|'d) (?:really |greatly |also )?help (?:me|us)\b",
    r"\b(?:a )?(?:simple |quick )?yes or no\b|\bstill (?:don't|do not) (?:know|have)\b",
    r"\b(?:still )?need(?:ing)? your\b",
    r"\bplease (?:respond|reply|advise|confirm|call|help|answer|sign|review|approve|pay)\b",
    r"\b(?:r\u00fcckmeldung|antwort|nachricht) (?:w\u00fcrde|freu)",
    r"\bwanna (?:come|join|grab|meet|go|get|see|do|have)\b",
    r"\bdo let (?:me|us) know\b",
    r"^(?:just )?(?:one|two|three|four|a few|a couple of|some) (?:more |other "
    r"|quick |small |last |final )*(?:thing|question|point"
    r"|request)s?\b(?!.*\b(?:to (?:you|tell)|i liked)\b)",
    r"\bby .{2,30} if (?:possible|you can)\b",
    r"\bwould you (?:mind|like|be|prefer|consider|have)\b",
    r"\b(?:rsvp|r\.s\.v\.p)\b",
    r"\byour (?:thoughts|input|feedback|view|opinion|decision|answer|reply|approval"
    r"|signature|go-ahead|ok) (?:would|is|are|by|on)\b",
    r"\bthoughts\?",
    r"\bpayable (?:within|by|in|on)\b|\bpayment (?:is |was )?due\b",
    r"\b(?:k\u00f6nn(?:t)?en sie|kannst du|k\u00f6nntest du|w\u00fcrden sie|w\u00fcrdest du"
    r"|magst du|h\u00e4tten sie|hast du lust|d\u00fcrfte ich|darf ich)\b",
    r"\bbitte (?:\w+ ){0,4}?(?:send\w*|schick\w*|geb\w*|gib|teil\w*|meld\w*"
    r"|best\u00e4tig\w*|pr\u00fcf\w*|sag\w*|\u00fcberweis\w*|ruf\w*"
    r"|um (?:\w+ )?(?:r\u00fcckmeldung|antwort|info|nachricht|best\u00e4tigung"
    r"|\u00fcberweisung|zahlung))",
    r"\b(?:gib|geben sie|gebt) (?:mir|uns)\b.{0,30}\bbescheid\b",
    r"\bfreue mich (?:auf|\u00fcber) (?:ihre|deine|eine|euer|eure) (?:antwort"
    r"|r\u00fcckmeldung|nachricht)",
    r"\bwarte\w? (?:\w+ )?auf (?:deine|ihre|eine)\b",
    r"\b(?:pourri(?:ez|ons)[- ](?:vous|nous)|pouvez[- ]vous|peux[- ]tu|pourrais[- ]tu"
    r"|tu peux|vous pouvez|est-ce que (?:tu|vous)|seriez[- ]vous|auriez[- ]vous|as[- ]tu"
    r"|avez[- ]vous)\b",
    r"\bmerci (?:de|d')\s?(?:me|nous|bien|confirmer|envoyer|r\u00e9pondre|m'|nous)",
    r"\bdans l'attente de (?:votre|ta)\b",
    r"\b(?:dis|dites)[- ]moi\b",
    r"\btiens[- ]moi\b|\btenez[- ]moi\b",
    r"\bmerci de votre (?:retour|r\u00e9ponse)",
    r"\b(?:podr\u00eda(?:s|n|is)?|puedes|puede|pod\u00e9is|te importar\u00eda"
    r"|le importar\u00eda)\b",
    r"\bpor favor,? (?:\w+ )?(?:env\u00ed|mand|confirm|d\u00ed|av\u00eds|respond|ll\u00e1m"
    r"|manden)",
    r"\bquedo a la espera\b|\bespero (?:tu|su) respuesta\b",
    r"\b(?:av\u00edsame|dime|d\u00edgame|m\u00e1ndame|env\u00edame|me avisas|me dices"
    r"|me puedes|me confirmas)\b",
)

QUESTION_START = re.compile(
    r"^(?:(?:hi|hey|hello|hiya|morning|evening|alright|mate|ok|okay|and|so|but|also|cool"
    r"|great|nice|yes|no|thanks|cheers|btw|by the way|oh|ah|well|sorry|bro"
    r"|[a-z]{2,12})[\s,!.:-]+){0,3}?"
    r"(?:(?:can|could|would|will|shall|should|do|did|does|are|have|has|may|were|r) (?:you|u"
    r"|i|we|ya|it|they|he|she|the|that|this|there)\b"
    r"|is (?:it|that|there|the|this|he|she|anyone|everything) (?:\w+)|(?:you"
    r"|u) (?:still )?(?:got|coming|going|about|home|busy|ready|have|need|want|free|around"
    r"|coming|able|in|there|up for)\b"
    r"|(?:when|where|which|who|what|how)(?:'s| is| are| can| will| do| does| did| would"
    r"| should| could| much| many| long| time| about| day| have| has| was| were)\b|whats\b"
    r"|hows\b|wheres\b|whens\b|any (?:chance|luck|news|update|updates|idea|word|thoughts"
    r"|preference)\b|anyone (?:got|know|have|seen|up)|did (?:the|my|your)\b)"
)
"""How a question begins that has no question mark, as in chats."""

NUDGE = PhraseList(
    r"\bfollow(?:ing)?[- ]up\b",
    r"\b(?:just )?check(?:ing)? in\b",
    r"\bjust checking\b",
    r"\bany (?:news|updates?|luck|word|thoughts|progress|preference|joy|chance you)\b",
    r"\b(?:gentle|friendly|quick|kind|little|small) (?:reminder|ping|nudge|bump)\b",
    r"\bping(?:ing)?\b(?! pong)",
    r"\bbump(?:ing|ed)?\b",
    r"\b(?:a|just a|this is a|second|third|final) reminder\b",
    r"\breminding you\b",
    r"\b(?:haven't|have not|not|never|hadn't|still no) (?:yet )?(?:heard|had|received|got"
    r"|gotten|seen)(?: back| anything)? ?(?:from you|back|your|any(?:thing)?|a reply|it\b"
    r"|the\b|my\b|a\b)",
    r"\b(?:did|have) you (?:get|receive|see|seen|got|received|had|read|manage"
    r"|have)\b.{0,14}\b(?:my|the|a chance|chance|time|to)\b",
    r"\bdid (?:my|the|our) (?:\w+ ){1,3}(?:reach|arrive|get to|make it|come through)",
    r"\b(?:had|get|got|have) (?:a|any) (?:chance|moment|minute|opportunity|time) to\b",
    r"\bwhether (?:my|the|our) (?:message|mail|email|e-mail|letter|last)\b",
    r"\bcircl(?:e|ing) back\b",
    r"\bfloat(?:ing)? this\b",
    r"\b(?:still|been) waiting\b",
    r"\boverdue\b",
    r"\bsorry to (?:chase|bother|bug|nag|pester|be a pain)",
    r"\bchasing\b",
    r"\btouch(?:ing)? base\b",
    r"\bwriting (?:again|once more)\b",
    r"\bmy (?:last|previous|earlier|first|above) (?:e-?mail|message|note|mail|letter)\b",
    r"\bhello\?+$",
    r"\bare you there\b",
    r"\b(?:nachhaken|nachfragen|erinnern|erinnerung|noch nichts|relance"
    r"|je reviens vers vous|recordatorio|sigo esperando)\b",
)

PRESSURE = PhraseList(
    r"\b(?:you can't|don't|stop) ignor|\bignoring me\b|\btalk to me\b|\bhow (?:can"
    r"|could) you\b|\bwhat(?:'s| is) wrong with you\b|\bi (?:saw|know where"
    r"|know you)\b.{0,30}\byou\b|\bi deserve\b|\byou (?:owe me|will regret|can't just)\b"
    r"|\brespond to me\b|\bplease (?:just )?talk\b",
    r"\b(?:last|final) (?:attempt|try|e-?mail|note|chance|message|time|call|reminder"
    r"|offer)\b",
    r"\bdo(?:n't| not) want you to miss\b",
    r"\bwhy (?:don't|do|are|aren't|won't) you (?:answer|reply|ignor|respond|not)",
    r"\bshould i (?:assume|close|stop|take)\b",
    r"\breply now\b",
    r"\bright person\b",
    r"\bclos(?:e|ing) your file\b",
    r"\b(?:you'?re|are you) ignoring\b",
    r"\b(?:limited|only) (?:spots|places|time|slots)\b",
    r"\bact now\b",
    r"\bone (?:last|more) try\b",
    r"\banswer me\b",
    r"\btried to (?:ring|call|reach) you\b",
    r"\b(?:beats?|before it's too late|expires?|hurry|urgent(?:ly)?)\b",
    r"\bwhat if i could\b",
)

SALES = PhraseList(
    r"\bwe help\b|\bi help\b|\bwe(?:'ve| have)? (?:worked with|work with|partner with"
    r"|supply|specialise|specialize|offer|provide|represent)\b|\bi (?:specialise"
    r"|specialize) in\b",
    r"\b(?:studios|companies|agencies|businesses|teams|firms|people|professionals|analysts"
    r"|bakeries|shops|founders|freelancers|leaders|brands|owners|recruiters|lawyers"
    r"|offices) like (?:yours|you|yourself)\b",
    r"\b(?:5|10|15|20|30|ten|fifteen|twenty)[- ]?min(?:ute)?s?\b[- ]?(?:of your time|call"
    r"|chat|demo|intro|for a quick|, promise|to show|walk)",
    r"\bquick (?:call|chat|demo|intro)\b",
    r"\b(?:book|schedule|free|product|short|minute|see a|show you a|live|a) demo\b"
    r"|\bdemo (?:next|this)\b",
    r"\b(?:our|my) (?:\w+ ){0,2}(?:platform|solution|software|product|services|tool"
    r"|offering|agency|team of|app)\b",
    r"\b(?:increase|boost|double|triple|grow|scale|skyrocket|maximi[sz]e|improve|10x"
    r"|3x)\b.{0,30}\b(?:leads?|sales|revenue|roi|traffic|business|conversions?|visits?"
    r"|bookings?|pipeline|faster|growth)\b",
    r"\b(?:seo|page[- ]one|rankings?|backlinks?|guest post|link insertion|sponsored (?:link"
    r"|post)|lead gen\w*|roi|white[- ]label|outsourc\w+|offshore|automation on your radar)\b",
    r"\bsave (?:you )?(?:up to |over )?(?:\d+|a third|half|thousands|money|hours)",
    r"\bcut (?:your|costs)\b.{0,30}\b(?:by|cost|bill|premium)",
    r"\b(?:discount|no[- ]obligation|free (?:trial|audit|consultation|quote|of charge"
    r"|sample)|special offer|leasing offer|promo(?:tion)?)\b",
    r"\bcase stud(?:y|ies)\b",
    r"\b(?:growing|grow) your business\b|\bready to (?:grow|boost|scale)\b",
    r"\b(?:crypto|bitcoin|forex|investment (?:team|opportunity|platform)|passive income"
    r"|earn (?:up to )?[$\u20ac\u00a3]?\d+|guaranteed returns?|lottery|inheritance"
    r"|beneficiary)\b",
    r"\b(?:explore|discuss) (?:a |potential )?(?:partnership|synerg\w+"
    r"|collaboration opportunit\w+)\b|\bpartnership opportunity\b",
    r"\besteemed\b|\bsubmit (?:an|your|one) (?:article|manuscript|paper)\b"
    r"|\bspecial issue\b.{0,40}\bfee\b",
    r"\b(?:over|more than) \d[\d,]* (?:offices|companies|clients|customers|businesses"
    r"|brands|teams)\b",
    r"\bwhen is your renewal\b|\bcurrent (?:provider|supplier|insurer|vendor)\b"
    r"|\bold insurer\b",
    r"\b(?:came across|stumbled (?:up)?on|looking at|noticed) your (?:website|profile"
    r"|company|site|esteemed|store|shop)\b(?!.{0,60}\b(?:role|position|recruit|hiring))",
    r"\bhello dear\b|\bdear friend\b",
    r"\bi represent\b",
    r"\b\d+ (?:a|per) (?:day|week|hour)\b.{0,30}\b(?:job|work|earn)"
    r"|\bpart[- ]time job\b|\bgot your (?:number|contact|details) from the\b",
    r"\bworth a (?:quick )?(?:call|chat|look|conversation)\b",
    r"\bopen to a (?:quick |brief |short |\d+)",
    r"\bdecision[- ]maker\b|\bwho handles\b",
)

HARD_NO = PhraseList(
    r"\bnot interested\b",
    r"\bno,? thank(?:s| you)\b",
    r"\b(?:please )?(?:stop|don't|do not|cease) (?:contact|e-?mail|writ|messag|call"
    r"|send)\w*\b",
    r"\b(?:remove|unsubscribe|take) me\b",
    r"\bleave me alone\b",
    r"\bwe(?:'re| are) (?:all )?set\b",
    r"\bno longer wish\b",
    r"\bkein interesse\b",
    r"\bpas int\u00e9ress\u00e9",
    r"\bno me interesa\b",
    r"\b(?:i'll|we'll|i will|going to|have to) pass\b",
    r"\bnein,? danke\b",
    r"\bnon,? merci\b",
)
DECLINE = PhraseList(
    r"\bdecided (?:to go (?:with|for|in)|against|not to|to (?:use|choose|work with|hire"
    r"|move forward with))\b",
    r"\b(?:gone|go|going|went) (?:with|for|in) (?:another|a different|someone|somebody)\b",
    r"\bnot (?:be )?(?:moving|going|taking|proceeding|progress\w*|pursu\w*"
    r"|continu\w*)\b.{0,30}\b(?:forward|ahead|further|with|your|this)\b",
    r"\b(?:position|role|post|vacancy|job|place|slot|it) (?:has (?:already )?been|was|is"
    r"|got) (?:now )?(?:filled|taken|cancelled|closed)\b",
    r"\bunfortunately\b.{0,60}\b(?:can't|cannot|can not|unable|not able|won't|filled"
    r"|not (?:be|in a position|possible|available|successful|selected)|no longer|declin\w+"
    r"|reject\w+|sold)\b",
    r"\b(?:i'm|i am|we're|we are) (?:afraid|sorry,?)(?: but)?(?: that)? (?:i|we|it"
    r"|that)\b.{0,20}\b(?:can't|cannot|can not|won't|have to (?:decline|say no)|don't|not"
    r"|am not|isn't|isn't possible)\b",
    r"\b(?:must|have to|will have to|going to|need to) (?:decline|say no|pass|turn (?:it"
    r"|this|you) down)\b",
    r"\bcan't make (?:it|that|this)\b",
    r"\bwon't be able to\b",
    r"^(?:sorry,? )?(?:i |we )?(?:can't|cannot)\b.{0,80}$",
    r"\bhappy where i am\b",
    r"\bregret to (?:inform|tell|say|let you)\b|\bother (?:candidates|applicants)\b"
    r"|\bnot been (?:successful|selected|shortlisted|accepted)\b|\bon this occasion\b"
    r"|\bweren't (?:successful|selected)\b|\bnot (?:successful|selected)\b",
    r"\bnot looking (?:for|at|to)\b",
    r"\bno budget\b",
    r"\bnot (?:a fit|the right fit|for (?:me|us)|right now|at (?:this|the) (?:time"
    r"|moment))\b",
    r"\b(?:sold|gone|taken) already\b|\balready (?:sold|gone|taken|found (?:someone"
    r"|somebody|one))\b",
    r"\bleider (?:\w+ ){0,6}(?:nicht|absagen|keine?n?)\b",
    r"\bmalheureusement\b",
    r"\blamentablemente\b|\blo siento,? (?:pero )?no\b",
    r"\babsage\b",
)

RETRACT = PhraseList(
    r"\bnever ?mind\b",
    r"\b(?:please )?(?:ignore|disregard) (?:that|my|this|the (?:last|above|previous)|it"
    r"|last)\b",
    r"\b(?:i(?:'ve|'ve just| have|)? )?(?:just )?found (?:it|them|the (?:file|answer"
    r"|link))\b(?! (?:hard|useful|interesting|difficult|helpful))",
    r"\b(?:all |got it |now |it's |it is |that's |been |i've |we've |i |just )?sorted(?: it"
    r"| now| that| out)?\b(?=[.! ]*$| (?:it|now|thanks|myself|already))",
    r"\bno longer (?:need|required|necessary|relevant)\b",
    r"\b(?:re)?solved (?:it|now|itself|already|that|myself)\b",
    r"\bscrap that\b",
    r"\bforget (?:it|about (?:it|that)|my|what i)\b(?!.*\?)",
    r"\b(?:i|we)(?:'ve)? (?:figured|worked) it out\b",
    r"\bproblem solved\b",
    r"\bno (?:need|worries) (?:any ?more|any longer|now)\b",
    r"\bdon't need (?:it|that|them|this) (?:any ?more|any longer|now|after all)\b",
    r"\bgot it (?:working|fixed|from)\b",
    r"\balready got (?:it|an answer|hold)\b",
    r"\bhat sich erledigt\b",
    r"\bc'est r\u00e9gl\u00e9\b",
    r"\bya lo (?:encontr\u00e9|tengo)\b",
    r"\bdon't worry about it\b",
)

_DO = (
    r"(?:send|share|forward|get (?:back|it|them|that|this|those|the|you|onto|on to"
    r"|in touch)|let you (?:both |all |guys )?(?:know|have)|reply|respond|answer|come back"
    r"|report back|update you|revert|confirm|check|look (?:into|at|it up|for|over)"
    r"|have (?:a look|(?:it|them|that|this|those|the|a|your|an)\b)|take a (?:proper "
    r"|closer |quick )?look|follow up|call|ring|phone|prepare|write|finish|complete|pay"
    r"|transfer|introduce|review|read|ask|find out|find you|drop|bring (?:it|them|you|the"
    r"|your|that|this)|e-?mail|text (?:you|him|her|them)|message (?:you|him|her|them)"
    r"|put (?:together|something|it|them|in a word)|keep you (?:posted|updated|informed)"
    r"|be (?:in touch|back)|provide|deliver|submit|upload|book|order|dig (?:it|them|out)"
    r"|sort|arrange|organi[sz]e|speak (?:to|with)|talk (?:to|with)|do (?:it|that|this|so"
    r"|my)|think about|make (?:sure|a|an|the|it)|give (?:you|him|her|them|it|this)"
    r"|post (?:it|them|the)|return|draft|sign|fix|return|refund|reimburse|settle|raise"
    r"|chase|issue|pass (?:it|this|them|that|on)|try (?:and|to)|start|supply|show you"
    r"|include|pick)"
)
PROMISE = PhraseList(
    rf"\b(?:i|we|one of us)(?:'ll| will| shall|'m going to| am going to|'re going to"
    rf"| are going to|'m gonna| gonna| can| plan to| aim to| intend to"
    rf"| hope to)(?<! can)(?: \w+){{0,3}}? {_DO}\b",
    rf"(?:^|[,;.!\u2013-] ?|\band |\bbut |\byes |\bsure |\bok "
    rf"|\bsorry )will (?:then |also |definitely |certainly |gladly |just |try to "
    rf"|be able to )?(?:do\b|{_DO})",
    rf"\b(?:i'm |im |we're )?gonna {_DO}\b",
    r"\b(?:expect|look for|look out for) (?:it|them|that|something|an answer|news) (?:by|on"
    r"|before|from me|from us|next|tomorrow)\b",
    rf"\bll {_DO}\b",
    rf"^{_DO} (?:it|you|them|that) (?:over |to you |back )?(?:tomorrow|tonight|later"
    rf"|asap|monday|tuesday|wednesday|thursday|friday|next week|by )",
    r"\b(?:i|we)(?:'ll| will)\b.{2,80}\band (?:then )?(?:let you know|get back"
    r"|come back|tell you|report|send|share|call|write|reply)\b",
    r"\b(?:it|that|they|this|these|everything|the \w+)(?:'ll| will| should) (?:then )?"
    r"(?:be (?:with you|ready|done|finished|sent|in your)|reach you|arrive|go out|follow)\b",
    r"\b(?:i|we)(?:'ll| will)(?: \w+){0,2}? (?:work (?:it|that|this|something) out"
    r"|ping|figure (?:it|that|this) out|get you|tell you|run (?:it|this|that"
    r"|them) (?:past|by)|swing by|drop by|pop (?:by|over|round|in)|squeeze)\b",
    r"\blet me (?:just |quickly |first )?(?:check|look|find out|talk|ask|think|get back"
    r"|come back|speak|confirm|see (?:what|if|when|whether)|dig|sort|run (?:it|this)"
    r"|discuss|have a (?:look|think))\b",
    r"\byou(?:'ll| will|'ll| should| can expect to)(?: then| definitely)? (?:have|get"
    r"|receive|hear)\b.{0,40}\b(?:by|on|from (?:me|us)|tomorrow|tonight|next|this|soon"
    r"|before|in|within|latest|it|them|shortly|until)\b",
    r"\b(?:i|we) promise\b(?! not)",
    r"\bi owe you (?:a|an|the)\b",
    r"\bleave (?:it|that|this) with (?:me|us)\b",
    r"\bgive me (?:a (?:few|couple)|until|till|some|a bit|a week|a day|two|three|an hour)\b",
    r"\bi(?:'m| am) on it\b",
    r"\bbear with (?:me|us)\b",
    r"\b(?:i|we)(?:'m| am|'re| are)? ?(?:still )?working on (?:it|that|this)\b",
    r"\b(?:i|we) need to (?:check|ask|think|speak|talk|discuss|look)\b",
    r"\b(?:i|we)(?:'ll| will) try\b",
    r"\bshould (?:be able to|have (?:it|them|that|an answer|something|a decision|news)"
    r"|know (?:more )?by)\b.{0,40}",
    r"\bexpect to (?:have|send|finish|decide|know)\b",
    r"\bwe(?:'ll| will) (?:decide|make a decision|discuss|consider|be making)\b",
    r"\bcopy you in\b",
    r"\bich (?:melde|k\u00fcmmere) mich\b",
    r"\b(?:melde|melden) (?:mich|uns)\b(?! bitte)",
    r"\bich (?:schicke|sende|schick|sag|sage|gebe|geb|pr\u00fcfe|frage|schaue|schau|mache"
    r"|erledige|\u00fcberweise|bringe)\b",
    r"\bich werde\b.{0,60}\b(?:schicken|senden|melden|pr\u00fcfen|fragen|antworten|machen"
    r"|kl\u00e4ren|zukommen|\u00fcberweisen)\b",
    r"\bwir (?:melden uns|pr\u00fcfen|schicken|senden|kl\u00e4ren)\b",
    r"\b(?:schicke|sende) (?:ich|dir|ihnen|es)\b",
    r"\bje (?:vous|te|t'|lui|le|la|les|m'en) ?(?:l')?(?:envoie|enverrai|reviens|tiens|ferai"
    r"|r\u00e9ponds|r\u00e9pondrai|rappelle|occupe|redis|dis|confirme|confirmerai)\b",
    r"\bje (?:m'en occupe|reviens vers|regarde|v\u00e9rifie|vais (?:\w+ )?(?:envoyer"
    r"|v\u00e9rifier|voir|demander|r\u00e9pondre))\b",
    r"\bj'enverrai\b|\bon vous tient\b|\bnous reviendrons\b|\bnous vous (?:enverrons"
    r"|r\u00e9pondrons|tiendrons)\b",
    r"\b(?:te|le|les|os|se) (?:lo |la |los |las )?(?:env\u00edo|mando|aviso|digo|confirmo"
    r"|enviar\u00e9|mandar\u00e9|confirmar\u00e9|dir\u00e9|avisar\u00e9|llamo|llamar\u00e9"
    r"|paso)\b",
    r"\bvoy a (?:enviar|mandar|preguntar|mirar|revisar|hablar)\b",
    r"\blo (?:miro|reviso|consulto)\b",
    r"\b(?:dame|deme) (?:un|unos|hasta)\b",
)
NO_PROMISE = PhraseList(
    r"\b(?:let you (?:all )?know|be in touch|get back to you|contact you|tell you|reach out"
    r"|update you|send you|call you|come back to you|keep you (?:posted"
    r"|updated)) (?:\w+ ){0,4}?\b(?:if|should|in case|unless)\b",
    r"^(?:and |but )?(?:if|unless|in case|should (?:you|there|any\w*|we|i))\b",
    r"\b(?:i|we)(?:'ll| will) (?:be there|see you|keep (?:your|my)|be out|be away|miss"
    r"|never|not|always|join|be happy|be glad|wait|come(?! back)|go(?! back| over| through)"
    r"|take (?:it|the)(?! up)|stay)\b(?!.*\b(?:let you know|get back|send)\b)",
    r"\bright now\b|\bin a (?:sec|second|minute|moment|bit)\b|\bstraight away\b"
    r"|\bas we speak\b",
    r"\bon file\b",
    r"\bwon't\b.{0,10}\b(?:be able|send|do)\b",
    r"\bsend (?:you |over |out |round |around )?(?:an?|the) (?:calendar |meeting |zoom "
    r"|teams )?(?:invit|link to the call|dial)",
    r"\bcall you (?:at|on \w+ at|then)\b|\bring you at\b",
    r"\bnow known\b",
    r"\bfind (?:attached|enclosed|it attached|the attached)\b",
    r"\?$",
)

DELIVERED = PhraseList(
    r"\b(?:attached|enclosed|attaching|herewith)\b",
    r"\bhere(?:'s| is| are| you (?:go|are)| they are| it is|'s the)\b",
    r"\bas (?:promised|requested|discussed)\b",
    r"\b(?:i(?:'ve| have)?|just|have|we(?:'ve| have)?|all|now|it's|is|been) (?:just |now "
    r"|already )?(?:sent|done|paid|transferred|uploaded|shared|submitted|forwarded|posted"
    r"|signed|finished|booked|ordered|spoken|talked|checked|asked|switched|replied|moved"
    r"|fixed|introduced)\b",
    r"^(?:done|sent|paid|signed|fixed|sorted)\b",
    r"\bsee (?:below|link|attached)\b",
    r"\blink:?|\bhttps?://",
    r"\b(?:anbei|im anhang|beigef\u00fcgt|ci-joint|en pi\u00e8ce jointe|adjunto"
    r"|te adjunto)\b",
    r"\bthe answer is\b",
    r"\bit's (?:in|on) (?:the|your)\b",
)

THANKS = PhraseList(
    r"\b(?:thanks|thank you|thx|ty|cheers|ta|much appreciated|many thanks|appreciate it"
    r"|danke|vielen dank|herzlichen dank|merci|gracias)\b",
    r"^(?:ok(?:ay)?|great|perfect|brilliant|lovely|super|wonderful|excellent|fantastic"
    r"|awesome|amazing|cool|nice|noted|understood|got it|sounds good|sounds great|will do"
    r"|deal|fab|sure|fine|works for me|all good|no worries|no problem|you're welcome"
    r"|my pleasure|np|sweet|yep|yes|yeah|alright|right|\U0001f44d|\u2764\ufe0f?|\U0001f64f"
    r"|\U0001f44c|super|top|parfait|perfecto|vale|genial)\b",
    r"\bsee you\b|\bsee u\b",
    r"\blooking forward to (?:it|seeing|meeting|reading)\b",
    r"\bgood luck\b|\bsafe travels\b|\benjoy\b",
    r"^[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f\s!.x]+$",
)

SMALL_TALK = PhraseList(
    r"\bhappy (?:birthday|new year|christmas|easter|holidays?|thanksgiving|anniversary"
    r"|diwali|eid|hanukkah|friday|belated)\b|\bmerry (?:christmas|xmas)\b"
    r"|\bseason's greetings\b|\bhappy \w+ (?:to you|everyone|all)\b",
    r"\bcongrat\w*\b|\bwell done\b|\bbest of luck\b|\bget well\b|\bhope you (?:had|have"
    r"|feel|are|'re|enjoy)\b|\bmany happy returns\b",
    r"^(?:ha){2,}\w*|\b(?:lol|lmao|rofl|haha\w*|hehe|jaja\w*|mdr)\b"
    r"|[\U0001f602\U0001f923\U0001f606]",
    r"\b(?:saw|loved|love|like|nice|great|cool|lovely|beautiful) (?:your|the|that) (?:story"
    r"|post|pic|pics|photo|photos|picture|talk|video|update|profile|new job|dog|cat|baby"
    r"|kids)\b|\bnice (?:pic|one|photo|post|shot)\b",
    r"^(?:good )?(?:morning|night|evening|afternoon)\b.{0,20}$|^(?:hi|hey|hello|hiya"
    r"|yo)\b.{0,15}$",
    r"\b(?:frohe|sch\u00f6ne) (?:weihnachten|ostern|feiertage)\b|\balles gute\b"
    r"|\bjoyeux? (?:no\u00ebl|anniversaire)\b|\bbonne ann\u00e9e\b|\bfeliz (?:navidad"
    r"|cumplea\u00f1os|a\u00f1o)\b|\bfelicidades\b",
    r"^[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f\s!]+$",
    r"\bthinking of you\b|\bwhat a (?:match|game|goal|day)\b|\bdid you (?:see|watch) (?:the"
    r"|that) (?:match|game|goal|final|news)\b|^(?:cheers|to you|and to you|you too"
    r"|same to you)\b",
    r"\bhave a (?:great|good|nice|lovely) (?:day|week|weekend|one|evening|holiday|break"
    r"|trip|christmas)\b",
)

UNRELATED = PhraseList(
    r"\bby the way\b|\bbtw\b|\bunrelated\b|\bon (?:another|a different|a separate"
    r"|a completely) (?:note|subject|topic|matter|different)\b|\b(?:different|separate"
    r"|other|another) (?:topic|question|subject|matter|thing)\b|^separately\b"
    r"|\bsomething (?:else|different|completely)\b|\boff[- ]topic\b"
    r"|\bchanging the subject\b|\brandom question\b",
)
NO_REPLY_NEEDED = PhraseList(
    r"\bno (?:need|rush or need) to (?:reply|respond|answer|get back|write back)\b",
    r"\bno (?:reply|response|answer|action)(?: is)? (?:needed|necessary|required|expected)\b",
    r"\bjust (?:fyi|for your information|so you know|letting you know|to let you know)\b",
    r"\bfor your (?:information|records)(?: only)?\b",
    r"^fyi\b",
    r"\bnothing (?:to do|needed) (?:from|on) your\b",
    r"\byou don't (?:need|have) to (?:reply|answer|do)\b",
    r"\bkeine antwort (?:n\u00f6tig|erforderlich)\b",
)
_HELLO = (
    r"(?:hi|hey|hello|hiya|dear|good (?:morning|afternoon|evening)|morning|hallo|liebe[rs]?"
    r"|sehr geehrte[rs]?|guten (?:tag|morgen)|bonjour|cher|chère|hola|estimad[oa]s?|querid[oa]"
    r"|ciao|greetings)"
)
GREETING = re.compile(
    rf"^{_HELLO}\b(?:(?:\s+[^\s,!.?:]+){{0,5}}?\s*(?:[,!:]+|\.(?=\s|$)"
    rf"|\s[-\u2013](?=\s)|$)|(?=\s))\s*"
)
SIGN_OFF = re.compile(
    r"^(?:best|kind|warm|many|with|all the best|regards|cheers|thanks|thank you|many thanks"
    r"|yours|sincerely|best wishes|kind regards|mit freundlichen gr\u00fc\u00dfen"
    r"|viele gr\u00fc\u00dfe|lg|vg|cordialement|bien cordialement|un saludo|saludos|hugs"
    r"|love|x+|take care|speak soon|talk soon)\b[^?]{0,40}$"
)

CAN_DO = PhraseList(rf"\b(?:i|we) (?:can|could|should) (?:\w+ ){{0,2}}?{_DO}\b(?!.*\?)")
"""An offer to do something, which is a promise where it names the day."""
STRONG_PROMISE = PhraseList(
    r"\b(?:send|share|forward|get back|let you know|come back to you|update you|reply"
    r"|respond|answer|confirm|introduce|pay|transfer|be in touch|have (?:it|them|an answer"
    r"|the) .{0,30}(?:by|for you|with you)|write (?:to|you|it)|call you|ring you|deliver"
    r"|submit|find out|melde|schick\w*|send\w*|env\w+|reviens|aviso|mando)\b"
)
"""A promise to give or tell something, rather than just to do one's own part."""

STOP = PhraseList(
    r"\b(?:please )?(?:stop|don't|do not|cease) (?:contact|e-?mail|writ|messag|call|text"
    r"|send|reach)\w*|\bleave me alone\b|\bno (?:more|further) (?:contact|messages"
    r"|e-?mails)\b|\bdo not want (?:any |further )*contact\b"
)
"""A no to being written to at all."""
BACKS_OFF = PhraseList(
    r"\b(?:understood|sorry|apolog\w+|won't (?:bother|contact|write|disturb)|no (?:problem"
    r"|worries)|fair enough|all the best|got it|noted|thanks for (?:letting|telling|your))\b"
)
AGREES = re.compile(
    r"^(?:(?:hi|hey|hello|dear)\b[^,.!?\n]{0,25}[,.!]?\s*)?(?:sure(?: thing)?|ok(?:ay)?"
    r"|of course|yes|yep|yeah|yup|no problem|np|happy to|glad to|gladly|with pleasure"
    r"|absolutely|certainly|definitely|will do|can do|\U0001f44d|on it|natürlich|gerne|klar"
    r"|bien s\u00fbr|claro|por supuesto|sounds good)\b"
    r"(?:[,.!\s]+(?:of course|happy to|no problem|will do|gladly|please|that's fine|i can"
    r"|i can do that|happy to help|thanks|thank you|mate|sure"
    r"|\w+)){0,3}[.!\s\U0001f300-\U0001faff\u2600-\u27bf\ufe0f]*$|^\U0001f44d"
)
"""A short yes, which to a request for something is a promise of it."""
DELIVERABLE = PhraseList(
    r"\b(?:re)?send\b|\b(?:share|forward|e-?mail|pay|transfer|write|review|introduce|sign"
    r"|prepare|draft|upload|fill|proofread|feedback|recommendation|reference|schick\w*"
    r"|send\w*|envoyer|enviar|mandar)\b|\blook (?:into|at|over)\b|\bfind out\b|\bgive (?:me"
    r"|us) (?:the|a|an|your)\b|\blet (?:me|us) have\b"
)
"""Something asked for that one has to do later, and can't just agree to."""
SHORT_LIVED = PhraseList(
    r"\b(?:today|tonight|tomorrow|this (?:morning|afternoon|evening)|now|tmrw|later on)\b"
)
PRESENCE = PhraseList(
    r"\b(?:com(?:e|ing)|join\w*|lunch|dinner|drinks?|coffee|meet|free|around|make it"
    r"|attend\w*|party|game|match|pick (?:me|us|him|her) up|home|there|in town|beer|pub"
    r"|cinema|training|up for)\b"
)
NOTICE = PhraseList(
    r"\b(?:your|ihre?|votre|su) (?:\w+ ){0,2}?(?:order|receipt|booking|reservation"
    r"|statement|subscription|payment|account|password|parcel|package|delivery|appointment"
    r"|ticket|trip|itinerary|verification|code|bill|refund|membership|trial|security"
    r"|bestellung|rechnung|buchung|commande|facture|pedido)\b.{0,60}(?:confirm\w*|shipped"
    r"|dispatched|received|ready|expire\w*|due|available|update|updated|reset|is on"
    r"|arriv\w*|deliver\w*|number|#|cancel\w*|reminder|renew\w*|failed|best\u00e4tig\w*)"
    r"|\b(?:order|booking|reservation|receipt|invoice|ticket) (?:#|no\.?|number"
    r"|confirmation|from)\b|\bpayment (?:received|confirmation|failed|reminder)\b"
    r"|\bhas (?:been )?(?:shipped|dispatched|delivered)\b"
    r"|\b(?:verify|confirm) your (?:e-?mail|account|identity|address|subscription)\b"
    r"|\bpassword reset\b|\breset your password\b|\bsecurity alert\b|\bnew sign[- ]?in\b"
    r"|\bverification code\b|\b(?:rate|review) (?:your|us|our)\b|\b(?:our|this|short"
    r"|quick) survey\b|\bhow did we do\b|\bhow was your (?:stay|visit|order|experience|trip"
    r"|purchase|flight|call)\b|\b(?:click|tap) (?:here|below|the (?:link|button))\b"
    r"|\blog ?in to (?:your|the)\b|\bsign in to\b|\bvia docusign\b|\bwebinar\b"
    r"|\bterms (?:of service|and conditions)\b|\bprivacy policy\b"
    r"|\bassigned (?:\w+ )?to you\b|\bmentioned you\b|\bcommented on\b|\bshared (?:a"
    r"|an) (?:file|document|folder) with you\b|\binvited you to (?:edit|join|view"
    r"|collaborate|connect)\b"
)
"""What services write about orders, accounts and documents."""
ACKNOWLEDGES = PhraseList(
    r"\b(?:your|the|a) (?:ticket|case|request|reference|enquiry|inquiry"
    r"|application) (?:number|id|no\b|has been (?:received|created|logged|opened))"
    r"|\b(?:we have|we've|we) received your (?:\w+ )?(?:message|request|application|enquiry"
    r"|inquiry|e-?mail|submission|form|query)|\bthank you for (?:contacting"
    r"|getting in touch with) us\b|\beingang ihrer\b"
)
"""An automatic receipt for a message, whatever its header says."""

FUTURE = PhraseList(
    r"\b(?:i|we)(?:'ll| will| shall|'m going to| am going to|'re going to) (?:\w+ ){0,2}?"
    r"(?!(?:be|see|come|bring|meet|join|pick|take|go|call you at|have to|need|wait"
    r"|stay|arrive|leave|travel|fly|drive|miss|attend|start|never|not|book me)\b)\w+"
)
"""Anything one will do; with a day it's a promise."""
