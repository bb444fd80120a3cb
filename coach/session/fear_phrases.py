"""The phrases that are listened for: fear of a person, what that person did, and a life at risk.

Each verb stands with its tenses and particles, and with what may not follow it, so that "he beat
me up" is heard and "he beat me to it" isn't. Text comes in small letters with straight
apostrophes and without hyphens.
"""

from coach.session.phrase_listener import PhraseListener

_ON_ME = (
    r"(?:me|us|my (?:house|home|family|child(?:ren)?|kids?|partner|wife|husband|mum|mother|dad|"
    r"father|sister|brother|daughter|son|baby|car|phone|location|arm|hair|neck|throat|wrist|face))"
)
_RELATED = (
    r"(?:ex|boss|husband|wife|partner|boyfriend|girlfriend|fianc[eé]e?|flatmate|roommate|lodger|"
    r"tenant|manager|neighbou?r|father|mother|dad|mum|brother|sister|son|daughter|uncle|landlord|"
    r"colleague|supervisor|teacher|coach|stalker|ex \w+|former \w+|old \w+)"
)
_PEOPLE = (
    r"(?:him|her|them|someone|somebody|you(?= *(?:$|[.,!?;]| and\b| because\b| when\b))|"
    r"what (?:he|she|they|you|my \w+)|"
    r"(?:this|that|the|an?) (?:man|guy|woman|person|stranger|ex(?: \w+)?|former \w+)|"
    rf"(?:my|our) {_RELATED})"
)
_THEY = r"(?:he|she|they|you|who|someone|somebody|my \w+|this (?:man|guy|woman|person))"
_ONE = r"(?:he|she|they|you|who|somebody|someone|my (?:ex \w+|\w+)|an? ex(?: \w+)?)"
_HAS = (
    r"(?:'s|'ve|'d| has| have| had| is| was| just| even| once| then| also| always| nearly| never)*"
)
_SCARED = r"(?:scared|frightened|terrified|petrified)"
_WILL = r"(?:'ll| will|'d| would| might| could| may|(?:'s|'re| is| are|'m| am) going to| wants to)"
_END = r"(?= *(?:$|[.,!?;:]| and\b| but\b| because\b| or\b| so\b| when\b))"
_STOP = r"(?= *(?:$|[.,!?;:]| and\b| because\b))"
_AGAIN = (
    r"(?= *(?:$|[.,!?;:]| (?:and|but|because|when|if|so|or|again|once|twice|often|yesterday|today|"
    r"last|every|in (?:front|the face)|until|before|after|while|whenever)\b))"
)
_HOME = r"(?:flat|house|home|place|apartment|room|bedroom|garden|building|hallway|car|bed)"
_BODY = (
    r"(?:arms?|legs?|nose|ribs?|jaw|wrists?|fingers?|hands?|tooth|teeth|hair|eyes?|face|skull|"
    r"bones?|collarbone|cheek|neck|throat|ear|lips?)"
)
_THINGS = (
    r"(?:phone|mobile|laptop|computer|door|windows?|things|car|glasses|furniture|tv|tablet|"
    r"clothes)"
)
_PAPERS = (
    r"(?:passport|papers|house keys|car keys|keys|bank cards?|cards|wallet|purse|id|phone|laptop|"
    r"money|wages|salary|medication|medicine|pills|visa|birth certificate)"
)
_KIDS = r"(?:kids?|child|children|son|daughter|baby|girls|boys)"

FEARS = PhraseListener(
    "|".join(
        (
            rf"(?:afraid|{_SCARED}) (?:of|by) {_PEOPLE}",
            rf"(?:afraid|{_SCARED}) of (?:going|being) (?:home|out|alone|near|hurt|followed)",
            rf"(?:afraid|{_SCARED}) for (?:my|our) (?:life|lives|safety|family|kids?|child)",
            r"afraid to (?:go|leave|be|open|walk|sleep|stay|refuse|block|come)",
            rf"afraid(?: that)? {_THEY}{_WILL} "
            r"(?:hurt|come|turn up|follow|kill|find me|do something)",
            rf"{_SCARED} (?:to \w+|(?:that |what )?{_THEY}{_WILL})",
            r"(?:is|are|am) (?:\w+ )?(?:terrified|frightened)(?! of| that| to| by)",
            rf"what {_THEY}{_WILL} do to (?:me|us)|how (?:can|do) (?:i|we) (?:be|stay|keep) safe",
            rf"{_THEY} (?:scares?|frightens?|terrif(?:y|ies)|intimidates?) {_ON_ME}",
            rf"(?:i|in) fear (?:{_PEOPLE}|(?:for|of) my (?:life|safety))|live in fear",
            r"(?:i (?:feel|felt)|i'?m|i am|i was|makes? me feel|feels|feeling) (?:\w+ )?"
            r"(?:unsafe|threatened)",
            r"(?:don'?t|do not|didn't|no longer|never|not) (?:\w+ )?(?:feel|felt|feeling) "
            r"(?:\w+ )?safe",
            rf"(?:hid|hide|hiding|escap(?:e|ed|ing)|fled|flee|fleeing) from (?:him|her|my "
            rf"{_RELATED})",
            rf"hiding from (?:them|someone|a man)|(?:ran|run|running|got) away from (?:him|her|"
            rf"my {_RELATED})",
            rf"i (?:can't|cannot|couldn't|daren't|don't dare(?: to)?) (?:leave|escape|get away "
            rf"from) "
            rf"(?:him|her|them){_END}",
            r"i (?:can't|cannot) get away from (?:him|her)|i (?:can't|cannot|daren't) leave my "
            r"(?:husband|wife|partner|boyfriend|girlfriend)",
            r"dread (?:going|coming|being|getting) (?:home|back home|alone)|"
            rf"dread (?:him|her|when (?:he|she) comes|(?:him|her|his|my {_RELATED}) coming)",
            r"what (?:he|she)(?:'s| is) capable of|on eggshells",
            rf"(?:afraid|{_SCARED}) (?:not to (?:answer|reply|go|obey|open)|to say no to (?:him|"
            rf"her|"
            rf"them|my {_RELATED}))",
            rf"(?:afraid|{_SCARED}) of what (?:happens|will happen|would happen|might happen|"
            rf"comes) "
            r"(?:if|when) i (?:say no|refuse|leave|don't|tell|answer)",
            r"i feel trapped(?= *(?:$|[.!?]| with (?:him|her)| in (?:my|this) (?:marriage|"
            r"relationship|house|home|flat)))",
            rf"(?:get|getting|keep|stay) away from (?:him|her|my {_RELATED})",
            r"(?:can't sleep|don't sleep|moved(?: house| away)?|changed (?:the|my) (?:locks|"
            r"number|route)|"
            rf"(?:quit|left) my job|panic attacks?) because of (?:him|her|you|my {_RELATED})",
            r"look(?:ing)? over my shoulder|panic (?:alarm|button)",
            r"(?:shak(?:e|ing)|trembl(?:e|ing)|panic|heart (?:races?|pounds?|"
            r"stops?)) (?:every time|each "
            r"time|when(?:ever)?) (?:he|she|they|you|his|her|the phone|my phone)\b",
            rf"(?:afraid|{_SCARED}) (?:when(?:ever)?|every time) (?:the|my) (?:phone|doorbell|"
            rf"door)",
        )
    )
)
"""A phrase that says fear of a person."""

HURTS = PhraseListener(
    "|".join(
        (
            r"(?<!\bit )(?:threaten|stalk|harass|assault|attack|blackmail|extort|grop|strangl|"
            r"chok|throttl|"
            r"smother|suffocat|punch|slapp?|smack|thump|headbutt|rap|molest|abus|tortur|"
            r"follow|track|watch|grabb?|hurt|harm|imprison|mistreat|terrori[sz]|hound|degrad)"
            rf"(?:e?s|e?d|ing)? {_ON_ME}(?! (?:on|up|back|to|a|an|that|when i think|feelings|"
            rf"for (?:a|lunch|coffee))\b)",
            rf"stab(?:s|bed|bing)? {_ON_ME}(?! in the back(?! with))",
            rf"beat(?:s|ing|en)? {_ON_ME}(?! (?:to|at|by|on|a|an|back|with a (?:better|lower))\b)",
            rf"(?<!\bit )(?:hit|hits|hitting) {_ON_ME}(?! (?:up|that|hard|like|on|back|with "
            rf"(?:a|an|the|"
            r"another) (?:\w+ )?(?:bill|fee|question|price|invoice|request|deadline|surprise))\b)",
            rf"(?:kill|kills|killing|harm|harmed) {_ON_ME}(?! (?:with kindness|if i'm "
            rf"late)\b)(?<!is killing me)",
            rf"touched (?:me(?! (?:deeply|very|that|to|with (?:your|his|her|their) k\w+|by)\b)|"
            rf"my {_BODY})|touch(?:es|ing) me",
            r"(?:i'?m|i am|i was|i'?ve been|i have been|i got|i get|i keep(?: on)?|we were)(?: "
            r"being| been| "
            r"getting)? (?:stalked|followed|threatened|harassed|abused|assaulted|attacked|watched|"
            r"tracked|blackmailed|raped|groped|beaten(?! (?:to|at|by (?:a|the|one|two))\b)|"
            r"strangled|choked|slapped|punched|locked (?:in|up)\b(?! to)|drugged)",
            rf"i (?:was|got|get|have been|keep getting) (?:hit|pushed|kicked|shoved)(?= by "
            rf"(?:him|her|my {_RELATED})"
            r"| *(?:$|[.,!?;]))",
            rf"{_WILL} (?:hurt|kill|harm|find|come for|come after|get|beat|hit|smash|shoot|stab) "
            r"(?:me|us|my (?:family|kids|child|face))(?! (?:a|an|the|some|back|up|to|there|time|"
            r"that|out)\b)",
            rf"(?:said|says|wrote|writes|threatens|threatened)(?: that)? {_THEY}{_WILL} (?:hurt|"
            rf"kill|"
            r"come for|come to my|ruin|destroy|burn)",
            rf"threaten(?:s|ed|ing)? to (?:hurt|kill|come|find|beat|hit|burn|take (?:my|the) "
            rf"{_KIDS}|post|"
            r"share|publish|ruin|destroy)",
            r"(?:said|says|told|wrote|writes|warned)[^.!?]{0,30}\b(?:i|you|me)(?:'ll|'d| will| "
            r"would) "
            r"(?:regret|be sorry)(?! (?:missing|not (?:going|coming|buying))\b)",
            rf"{_ONE} (?:broke|breaks|break|fractured|cracked|twist(?:s|ed)|bruis(?:es|ed)|bent|"
            rf"pull(?:s|ed)|"
            rf"yank(?:s|ed)|burnt|burned|cut|crushed|scratch(?:es|ed)|squeez(?:es|ed)) my {_BODY}",
            rf"{_ONE}{_HAS} (?:broken|twisted|fractured|pulling|twisting|pulled) my {_BODY}",
            rf"{_ONE}{_HAS} (?:push|shov)(?:e?s|e?d|ing)? (?:me|us){_AGAIN}",
            r"(?:push|shov)(?:es|ed|e|ing)? me (?:around|about|over|away|so hard|down)",
            r"(?:push|shov|thr[eo]w|slamm?|pinn?|drag+|knock|held|hold|tied|tie)(?:e?s|e?d|"
            r"ing)? me "
            r"(?:against|down|into (?:the|a)(?! (?:meeting|call|project|thread|chat|"
            r"discussion))|onto|over the|off the|across|by my|out of the (?:house|flat|car|"
            r"room)|unconscious|to (?:the|a) (?:bed|chair|floor|wall|ground))",
            r"t(?:ied|ies|ying) me up(?= *(?:$|[.,!?;]| and))",
            r"(?:keeps?|kept|won't stop|always) (?:turning|showing|turns|shows) up (?:at|"
            r"outside|near|in front of) "
            rf"(?:my|our) (?:\w+ )?{_HOME}",
            rf"(?:kick(?:s|ed|ing)?|bit|bites|burn(?:s|ed|t)|spat at|spits? (?:at|on|in)|spat "
            rf"(?:on|in)) "
            rf"{_ON_ME}(?! (?:out|off|up|about)\b)",
            r"(?:lay|lays|laid|put|puts) (?:his |her |their |a )?(?:hands?|fingers?) (?:on|"
            r"around|round|over) "
            r"(?:me|my \w+)|hands? (?:a?round|on|over) my (?:neck|throat|mouth)",
            r"rais(?:es|ed|ing) (?:his|her) (?:hand|fist)s?|(?:threw|throws|thrown|hurled|"
            r"smashed) "
            r"(?!(?:ideas|questions|numbers|work|jargon)\b)(?:\w+ ){1,3}at (?:me|my head)|"
            r"punch(?:es|ed) (?:the|a|holes? in the) (?:wall|"
            r"door)s?",
            rf"(?:smash|destroy|break|wreck|slash|cut up|kick)(?:e?s|e?d|ing)?(?: in| up)? my "
            rf"{_THINGS}|"
            rf"{_ONE}{_HAS} (?:broke|broken) my {_THINGS}",
            r"(?:bruises|bruised) (?:on|all over) (?:me|my)|(?:have|has|got|covered in|full of) "
            r"(?:\w+ )?bruises|"
            r"black eye",
            r"(?:hurt|kick|kill|poison|beat|harm|strangl|thr[eo]w|drown)(?:e?s|e?d|ing)? (?:my|"
            r"our|the|her|his) "
            r"(?:dogs?|cats?|pets?|horse|rabbit|puppy|kitten|animals|bird)",
            # kept, locked in, watched, tracked
            r"lock(?:s|ed|ing)? (?:me|us) (?:in|inside|up|away)\b(?! (?:to|at|for|as) )|"
            rf"lock(?:s|ed|ing)? (?:me|us) out(?= *(?:$|[.,!?;]| and| of (?:the|our|my) {_HOME}|"
            rf" at night| in the))",
            r"lock(?:s|ed|ing)? the door so|block(?:s|ed|ing)? the door|"
            r"(?:shut|shuts|trapp?(?:ed|s)|corner(?:ed|s)) me (?:in|inside|against)",
            r"(?:keep|kept|hold|held|holding|keeping)s? (?:me|us) (?:prisoner|hostage|captive|"
            r"locked|trapped|indoors|"
            rf"against my will|in (?:the|a|his|her|my) {_HOME}|from (?:leaving|going out|"
            rf"sleeping|seeing my))",
            r"(?:prisoner|trapped|locked) in my own (?:home|house|flat)",
            r"(?:i'?m|i am|we'?re|we are) not allowed to (?:talk to|speak to|see|meet|leave|go "
            r"out|work|have)",
            r"(?:won't|doesn't|didn't|never|wouldn't|not) lets? (?:me|us) (?:leave|out|go out|"
            r"go anywhere|"
            r"sleep|eat|work|see my|have (?:my|friends|money)|use my|talk to (?:my|anyone|any)|"
            r"speak to)",
            rf"(?:he|she) (?:won't|will not|wouldn't|doesn't|never) lets? me go{_END}",
            r"(?:stops|stopped|prevents|prevented) me (?:from )?(?:leaving|seeing my|going out|"
            r"sleeping)",
            rf"(?:he|she|you|my (?:ex \w+|{_RELATED}))(?: has| always| just)? (?:took|takes|taken|"
            rf"hid|hides|keeps|kept|"
            rf"stole) (?:away )?(?:all )?my {_PAPERS}"
            r"(?! (?:number|into account|to it\b|to be|to the|for repair|in for|cop(?:y|ies)|"
            r"details))",
            r"(?:outside|in front of) (?:my|our) (?:house|home|flat|door|window|apartment|"
            r"building|gate)",
            rf"{_THEY}(?:'s| is)? outside (?:right )?now",
            r"(?:knows?|found out|finds? out) where (?:i|we) (?:live|sleep)",
            r"(?:knows?|found out|finds? out) where my (?:\w+ ){1,2}(?:lives?|sleeps?|works?|"
            r"goes|go|"
            r"stays?)",
            r"(?:knows?|sees) (?:everywhere|every place|where) i(?:'ve been|'m| am| go| went| "
            r"have been)",
            r"found out my (?:new |home )?address|(?:found|knows?|has|got) my new address",
            r"(?:tracker|gps|camera|microphone)s? (?:in|on|under|inside) (?:my|our)|air ?tags?|"
            r"spyware|"
            r"hidden camera|stalkerware|sp(?:y|ies|ied|ying) on (?:me|us)",
            r"(?:controls?|watches|monitors?|checks?|took|searches|goes through|going through|"
            r"went through|hacked|"
            r"tracks?|tracking) (?:all )?my (?:phone(?! number)|money|location|screen|texts|"
            r"emails?|"
            r"accounts?|every|private)|"
            r"(?:has|knows?|got|changed) (?:all )?my passwords?",
            rf"(?:he|she|my {_RELATED})(?:'s| is| always| secretly| still)* (?:reads|"
            rf"reading)(?: through)?(?: all)? my "
            r"(?:private )?(?:messages|texts|emails|mails|chats|dms|diary|phone)(?= *(?:$|"
            r"[.!?;]| (?:secretly|"
            r"behind|when i|while i|without|every|at night)))",
            r"(?:controls?|controlled|controlling) (?:me|us|what i|who i|where i|everything i|"
            r"my life)",
            r"tells? me (?:what to wear|who i (?:can|may))|decides (?:who|where|what) i (?:can|"
            r"may|see|go|wear)",
            # keys, and coming in
            rf"{_ONE}(?:'s|'ve)?(?: still| also| has| have| had| got| kept| keeps)* "
            r"(?:has|have|had|got|kept|keeps|still)(?: got)? "
            r"(?:a|the|his|her|their|my|our|spare)(?: spare| house| front door| flat| door)* keys?"
            r"(?= *(?:$|[.,!?;]| (?:and|but|still|or|from when|so)\b| to (?:my|our) ))",
            r"let(?:s|ting)? (?:him|her|them|your)sel(?:f|ves) in\b(?! for)|(?:broke|breaks|"
            r"broken|breaking) "
            r"into my|"
            rf"(?:he|she|they|my ex(?: \w+)?)(?:'s)? (?:was|were|is|got|came|climbed|gets|comes|"
            rf"sat|stood|standing)"
            rf"(?: waiting| standing| sitting)? (?:in|inside|into) my (?:own )?{_HOME}",
            # children, ruin, threats
            rf"{_WILL} (?:take|get|keep|steal) my {_KIDS}(?! (?:to|on|for|out|shopping|back|"
            rf"something)\b)|"
            rf"(?:take|took|taking|keep|keeps|kept) (?:my|the|our) {_KIDS} (?:away )?from me",
            rf"{_WILL} (?:make sure i )?never see (?:my|the) {_KIDS}|never see (?:my|the) "
            rf"{_KIDS} again",
            r"can't have (?:me|you),? (?:nobody|no one|no body)",
            r"(?:has|had|got|brought|carries|with|owns?|keeps?|bought|pulled|holding) (?:out "
            r")?(?:a |his |her |"
            r"their |some )?(?:guns?|kni(?:fe|ves)|weapons?|rifles?|pistols?)",
            rf"{_THEY} (?:forced|forces) me(?= *(?:$|[.,!?;]| (?:into (?:bed|sex|his|her|a|the)|"
            rf"to (?:have|"
            r"touch|kiss|sleep|undress|stay|watch|strip|lie|get in))))",
            r"(?:made|makes|making) me (?:have sex|touch|kiss|undress|strip|sleep with|beg|kneel)",
            r"(?:have|had|has|having) sex with me|dick ?pics?|spiked my (?:drink|food)|drugged me",
            rf"(?:he|she|my \w+){_WILL} (?:post|share|publish|leak|spread) (?:the|my|our|those|"
            rf"these) "
            r"(?:\w+ )?(?:photos|pictures|pics|videos)",
            r"watch your back|you(?:'ll| will) pay for (?:this|it|that)",
            r"(?:post|share|publish|leak|spread)(?:s|ed|ing)? my (?:\w+ )?(?:photos|pictures|"
            r"pics|videos)",
            # who turns up, waits, and finds ways
            r"(?:keeps?|kept|always|won't stop) (?:turning up|turns up|showing up|shows up|waiting|"
            r"coming|driving|walking) (?:at|to|outside|near|past|by) (?:my|our) (?:\w+ )?(?:gym|"
            r"work|"
            rf"workplace|office|school|street|door|job|university|{_HOME})",
            r"(?:shows?|showed|turns?|turned) up at my (?:work|workplace|gym|school|office|job)"
            r"(?= *(?:$|[.!?]| (?:every|again|uninvited|unannounced)))",
            rf"{_ONE}{_HAS}(?: keeps?)? (?:driv(?:es|ing)|drove|walk(?:s|ed|ing)) (?:past|"
            rf"by) (?:my|"
            rf"our) {_HOME}",
            rf"{_ONE}{_HAS} wait(?:s|ed|ing)? for me (?:after work|outside|at my|by my|near my|"
            rf"in the "
            r"(?:car park|dark|street)|when i (?:leave|finish|come))",
            rf"{_ONE}{_HAS}(?: been)? (?:sits?|sat|sitting|parks?|parked|stands?|standing) outside"
            r"(?= *(?:$|[.!?]| in (?:his|her|the|a) (?:car|van)| for hours| all night))",
            r"(?:call|ring|phon|text|messag|writ|contact)(?:e?s|ed|ing)? me (?:\w+ ){0,2}from "
            r"(?:different|new|withheld|unknown|hidden|fake|other) (?:numbers?|accounts?|"
            r"profiles?)",
            r"(?:new|fake) (?:accounts?|profiles?|numbers?) (?:to (?:message|contact|reach|follow|"
            r"text|write to) me|(?:every|each) time i block|after i blocked)",
            r"ask(?:s|ed|ing)? my (?:\w+ ){1,2}where i (?:live|am|moved|went)|(?:contact|messag|"
            r"call|text)(?:e?s|ed|ing)? my (?:\w+ ){1,2}to (?:find|get (?:to|at)|reach) me",
            r"(?:put|installed|hid|planted) (?:something|an app|software|a device|a camera) (?:on|"
            r"in|under) my (?:phone|car|laptop|computer|bag|flat|house|room)",
            # what is said to break or to threaten somebody
            r"(?:nobody|no one) (?:else )?(?:will|would|'ll) (?:ever )?(?:believe|want|love) me"
            r"(?= *(?:$|[.!?]| and))",
            r"call(?:s|ed|ing)? me (?:a |an )?(?:\w+ )?(?:whore|slut|bitch|cunt|(?:worthless|"
            r"stupid|"
            r"useless|ugly|pathetic|crazy)(?: and \w+)? (?:every|all the time|constantly|again))",
            rf"{_ONE}{_HAS} (?:scream|yell)(?:s|ed|ing)? at me|(?:shout|scream|yell)(?:s|ed|"
            rf"ing)? in "
            r"my face",
            r"(?:i|you)(?:'d| had) better watch (?:out|my back|my step|your step)|accidents (?:can "
            r"|do )?happen to|(?:said|says|wrote|told me)(?: that)? accidents (?:can |do )?happen"
            r"(?= *(?:$|[.!?]))|what happens if (?:i|you) tell any(?:one|body)|"
            r"(?:i|you) (?:won't|wouldn't) get far(?= *(?:$|[.!?]))",
            r"(?:said|says|told me)(?: that)? i(?:'ll| will|'d| would) pay for (?:this|that)"
            r"(?= *(?:$|[.!?]))|(?:he|she)(?:'s| has)(?: got)? nothing (?:left )?to lose"
            r"(?= *(?:$|[.!?]| and| any ?more))",
            rf"kill(?:s|ed|ing)? (?:the|our|my|his|her) (?:{_KIDS}|family|mother|parents)|"
            rf"load(?:s|ed|"
            r"ing) (?:his|her|a) (?:gun|rifle|pistol)|(?:talks? about|collects?|shows? me|"
            r"showed me|"
            r"sleeps with|wave[sd]?) (?:his |her |a |the )?(?:guns?|knives|knife)",
            r"(?:send|show|share|post|forward)(?:s|ing)? (?:the|my|those|our|private|intimate) "
            r"(?:\w+ )?(?:videos?|photos?|pictures|recordings?) to (?:my (?:family|boss|friends|"
            r"parents|wife|husband|employer)|everyone|everybody)(?! for)",
            r"(?:thr[eo]w|smash|hurl|punch|kick)(?:es|ed|s)? (?:\w+ ){1,3}(?:(?:next to|near|past) "
            r"(?:me|my head)|(?:at|against) the (?:wall|door))|grab(?:s|"
            r"bed)? the (?:steering )?wheel",
            r"to (?:scare|frighten|punish|humiliate|terrify) me(?= *(?:$|[.!?]| and))|(?:he|she|my "
            rf"{_RELATED}) (?:shook|shakes) me(?= *(?:$|[.!?]| (?:hard|violently|and|until|by)))",
            r"(?:held|holds?|grabs?|grabbed) me by (?:the|my) (?:wrists?|arms?|hair|throat|neck|"
            rf"collar)|a bruise on my|bruised my {_BODY}",
            # who decides, and who pays
            r"(?:had?|have|has) to ask (?:him|her) (?:for money|for every|before i (?:spend (?:any|"
            r"money)|buy|go out|leave))|(?:watch|control|count)(?:e?s|ed|ing)? (?:what|everything|"
            r"every penny) i (?:spend|eat|wear|earn)",
            r"(?:i'?m|i am|we'?re) not allowed (?:out(?:side)?(?= *(?:$|[.!?]| alone| without|"
            r" of the "
            r"house))|friends|visitors|a phone|my phone|money)",
            r"(?:makes?|made|making) me (?:sleep (?:on the floor|outside)|delete my (?:contacts|"
            r"friends|accounts?|number)|stop seeing|give (?:him|her) my|quit my job|"
            r"hand over my|ask "
            r"(?:for )?permission)|everything on my phone|wants? all my passwords(?= *(?:$|[.!?]))",
            # touching
            r"(?:didn't|did not|wouldn't|won't) stop when i (?:said|say|told|cried|begged)|"
            r"i said no "
            r"and (?:he|she) (?:carried on|went on|kept going|did it anyway)(?= *(?:$|[.!?]))",
            rf"(?:he|she|my {_RELATED}) (?:rub|brush|press|grind)(?:e?s|e?d|bed|"
            rf"ing)? (?:up )?against me",
            r"(?:asks?|asked|begs?|wants?|wanted|demands?) (?:me )?(?:for |to have )?sex\b|"
            r"(?:pictures|"
            r"photos|videos) of (?:myself|me (?:undressed|in bed|sleeping|in the shower))"
            r"(?= *(?:$|[.,!?]| and))",
            r"(?:his|your) (?:penis|dick|cock|genitals|private parts)|expos(?:ed|es|ing) (?:him|"
            r"her)self|"
            r"hands? "
            r"(?:up|under|down|inside|between) my (?:skirt|dress|trousers|shirt|top|legs|"
            r"underwear|bra)",
            r"(?:kiss|touch|hugg?|undress)(?:ed|es) me (?:against my will|without (?:asking|my "
            r"consent)|(?:and|but|although|though|when|even though) i (?:didn't|did not|said no))",
            rf"{_ONE}{_HAS} (?:come|comes|came|walks|walked|gets|got) (?:into|inside) (?:my|"
            rf"our) (?:own )?"
            rf"{_HOME}(?= *(?:$|[.!?]| (?:when|while|without|at night|uninvited|again|and)\b))",
            r"(?:star(?:e|es|ed|ing)|look(?:s|ed|ing)?) at my (?:chest|breasts|body|bum|arse|"
            r"ass)|wants? me "
            r"to (?:sleep with|undress|touch|kiss|strip)|told me to (?:undress|strip|"
            r"take my clothes off)",
            r"(?:job|grade|visa|contract|promotion|career) depends on (?:sleeping with|"
            r"going out with|being "
            r"nice to|dating|having sex)",
            r"(?:film|record|photograph)(?:s|ed|ing)? me (?:without|secretly|naked|undressing|"
            r"in (?:the|my) "
            r"(?:shower|bedroom|bathroom|sleep))|camera in (?:the|my) (?:bathroom|bedroom|"
            r"toilet|shower)",
            rf"(?:he|she|my (?:ex|{_RELATED}))(?:'s| is) looking for me(?= *(?:$|[.!?]| and\b|"
            rf" everywhere))|"
            r"out of (?:prison|jail)|sent me a bullet|(?:petrol|faeces|excrement|dead (?:rat|"
            r"bird|animal|"
            r"cat)) (?:through|at|on|in|outside) my",
            r"(?:left|leaves|leaving) (?:\w+ )?(?:flowers|notes?|presents?|gifts?|roses?|"
            r"underwear) (?:on|"
            r"under|in|at) my (?:car|door|doorstep|windscreen|letterbox|bed|pillow)",
            rf"(?:follow|wait)(?:s|ed|ing)? (?:for )?my {_KIDS} (?:to|at|from|outside|"
            rf"after) (?:the )?(?:"
            r"school|kindergarten|nursery|bus)",
            r"(?:he|she|husband|wife|partner) controls? (?:all )?(?:the|our|my) (?:money|"
            r"finances)|no access "
            r"to (?:our|my own) money(?= *(?:$|[.!?]))|mak(?:es|ing) me (?:share|send) my location",
            # words that are enough
            r"blackmail(?:s|ed|ing)?|violent(?! (?:storms?|weather|films?|games?|swings?))|abusive|"
            r"abuse(?! of (?:the|our|this) (?:system|process|rules|form|service|policy))|"
            r"rape[ds]?|sexual(?:ly)?|nudes?|naked|"
            r"stalk(?:er|ing)",
            r"domestic (?:violence|abuse)|(?:restraining|protecti(?:on|ve)|no contact|non "
            r"molestation|"
            r"exclusion) order|injunctions?",
            rf"{_THEY} hurts? {_ON_ME}",
            rf"leave my {_KIDS} alone|stop hitting (?:me|us|my)",
        )
    )
)
"""A phrase that says what somebody did or threatened: violence, control, pursuit."""

_SELF = r"(?:my|him|her|them|your)sel(?:f|ves)(?! over\b)"
_OFF = r"(?: any ?more| any longer| much longer| like this)"
_LIFE = (
    rf"suicid(?:e|al)(?! (?:mission|squad))|self harm(?:s|ed|ing)?|(?:kill|hurt|harm|hang|shoot|"
    rf"drown|poison)(?:s|ed|"
    rf"ing)? {_SELF}",
    rf"hung {_SELF}|cut(?:s|ting)? {_SELF}(?= *(?:$|[.,!?;]| (?:again|when|every|and)))|"
    rf"overdos(?:e[ds]?|ing)",
    r"(?:cut|cuts|cutting|slit|slits|slitting|slashed) (?:my|his|her|their) (?:wrists?|veins)",
    rf"(?:throw(?:s|ing)?|threw) {_SELF} (?:off|under|in front|from|out)|(?:under|in front of) "
    rf"(?:a|the) train(?! of\b)",
    r"jump(?:s|ed|ing)? (?:off|from|in front of) (?:a|the|my) (?:bridge|roof|balcony|building|"
    r"train|window|cliff)|"
    r"(?:stand|stood|standing|sitting|am|i'm|he's|she's) on (?:the|a) (?:bridge|roof|ledge|"
    r"tracks)\b(?= *(?:$|[.,!?;]| and))",
    r"(?:want(?:s|ed|ing)?|ready|going|gonna|rather|hop(?:e|es|ing)|try(?:ing)?|tried|prefer) "
    r"(?:to )?die"
    r"(?! (?:of|from|laughing|on)\b)|wanna die|rather be dead|"
    r"wish(?:es|ed)? (?:i|he|she|they|to) (?:was|were|be) (?:dead|gone(?= *(?:$|[.,!?;])))|hope "
    r"(?:i|to) (?:die|never wake)|"
    r"wish(?:es|ed)? (?:i|he|she|they)(?:'d)? (?:had never|hadn't|was never|were never|"
    r"never)(?: been)? born",
    r"(?:end(?:s|ed|ing)?|tak(?:e|es|ing)|took) (?:my|his|her|their) (?:own )?li(?:fe|ves)\b(?! "
    r"savings)|"
    r"(?:end(?:ing|s|ed)?) it all|attempt on (?:my|his|her) life",
    r"(?:want(?:s|ed)?|going|gonna|about|ready|plan(?:s|ned|ning)?|decided|tried|have|time)(?: "
    r"to| on| about)? "
    r"end(?:ing)? (?:it|everything)(?= *(?:$|[.,!?;]| (?:now|tonight|today|soon|for good|"
    r"forever|and|because)))|"
    r"(?:think(?:s|ing)?|thought|talk(?:s|ed|ing)?) (?:of|about) (?:just )?ending (?:it|"
    r"everything)"
    r"(?= *(?:$|[.,!?;]| (?:now|tonight|today|soon|for good|and|because)))|"
    r"(?:i|he|she|they)(?:'ll| will) end it(?= *(?:$|[.,!?;]| (?:now|tonight|today|soon)))",
    r"(?:think(?:s|ing)?|thought|thoughts|talk(?:s|ed|ing)?|dream(?:s|ing)?) (?:a lot )?(?:of|"
    r"about) (?:death|dying|"
    rf"suicide|killing {_SELF}|not being here|not waking up)",
    r"(?:n't|not|never|no longer)(?: really| even)? want(?:s|ed)? to (?:be alive|exist|"
    r"wake up(?: any ?more| again| tomorrow)?(?= *(?:$|[.,!?;]))|live(?! (?:in|at|with|near|"
    r"there|here|by|alone|together))|(?:be here|go on|carry on)(?: any ?more| any longer)?"
    r"(?= *(?:$|[.,!?;]| and| because)))",
    r"(?:never|not|n't) (?:to |have to )?wake up(?: again| any ?more| tomorrow)?(?= *(?:$|"
    r"[.,!?;]))|"
    r"(?:sleep|asleep) (?:forever|for good)(?= *(?:$|[.,!?;]))|never wake up",
    r"better off (?:dead|without me)|(?:everyone|everybody|the world|people|family|kids|you)"
    r"(?:'d| would| will|'ll) (?:all )?be better (?:off )?(?:without (?:him|her|them|me)|if i "
    r"(?:was|were|am|wasn't|weren't) "
    r"(?:dead|gone|not here|here|alive|around))|better (?:off )?if i (?:was|were) (?:dead|gone|"
    r"not here)",
    r"(?:no|any|see no) (?:point|reason|sense) (?:in|to) (?:living|live|being alive|be alive|go "
    r"on|going on"
    rf"{_STOP}|being here)|no (?:point|reason|sense) (?:in )?(?:living|being alive)|(?:no|lost "
    rf"(?:the|my|his|her)) will to live",
    r"(?:n't|not|isn't) worth (?:living|being alive)|(?:my|his|her) life is over|life (?:is|'s|"
    r"has no) "
    r"(?:pointless|meaningless|meaning)(?= *(?:$|[.,!?;]))|what's the point of (?:living|life|"
    r"being alive)",
    r"(?:i|he|she|they) (?:just |really |simply |honestly )?(?:can't|cannot|couldn't) (?:go|"
    r"carry|keep) (?:on|going)"
    r"(?: living| like this| any ?more| any longer)*(?= *(?:$|[.,!?;]| and| because))",
    r"^(?:can't|cannot) (?:go|carry) on(?: any ?more)?$",
    r"(?:i|he|she|they) (?:just |really |simply |honestly )?(?:can't|cannot) (?:cope|(?:take|"
    r"bear|stand|do) (?:it|this|life)|live)"
    rf"{_OFF}+{_STOP}|(?:i|he|she) (?:just )?(?:can't|cannot) (?:take|bear) any ?more{_STOP}",
    r"(?:(?:don't|do not|doesn't|can't|cannot|no longer|not) see (?:any|a|another)|(?:there's|"
    r"there is|see|sees|saw|"
    r"seeing|with) no|^no|the only|my only|feels? like no) (?:other )?(?:way out|future(?: for "
    r"(?:me|him|her|myself))?)"
    r"(?= *(?:$|[.,!?;]| and| any ?more| any longer| for (?:me|him|her)\b| but))",
    r"(?:had|have|has) enough of (?:life|living|being alive|this life|it all)|(?:tired|sick|"
    r"weary|done|finished|fed up) "
    r"(?:of|with) (?:life|living|being alive|existing|it all)(?= *(?:$|[.,!?;]| and))|"
    r"(?:given|giving|gave|give) up on (?:life|living)",
    r"(?:i'm|i am|he's|she's|feels? like|feeling like|being) (?:just |only |such |nothing but "
    r")*a burden"
    r"(?= *(?:$|[.,!?;]| and| (?:to|on) (?:everyone|everybody|all|them|you all|my|his|her|the "
    r"family)))",
    r"want(?:s|ed)? to (?:just )?(?:disappear|vanish)(?= *(?:$|[.,!?;]| (?:forever|for good|and|"
    r"from)))",
    rf"{_WILL} do something (?:stupid|silly|terrible|to {_SELF})|do something to {_SELF}",
    r"(?:write|writes|wrote|written|writing|left|leave|leaving|sent|send|sends|got|found|a|his|"
    r"her|my|is) (?:me )?(?:a |the |my |his |her |"
    r"their )?(?:goodbye|farewell|good bye) (?:note|letter|message|text|video|voice "
    r"message)s?(?! (?:to|for|from|with) "
    r"(?:the|our|a|an|all|my (?:team|colleagues?|boss|clients?|office|class|manager|company|"
    r"students))\b)",
    r"(?:say|said|saying) (?:my |his |her )?goodbyes? (?:for good|forever|to (?:life|the world|"
    r"everyone|my (?:kids|children|family)))|"
    r"goodbye (?:forever|world|cruel)|by the time you read this",
    r"(?:pills|tablets|paracetamol|razor|blade|rope|noose)(?: are| is)? (?:all )?(?:ready|here|"
    r"lined up|saved up|next to me|in my hand|"
    r"in front of me|on the table)|(?:saved|saving|hoard\w*|collect\w*|stockpil\w*|counted|"
    r"counting) (?:up )?(?:my |all my |the |some |enough |her |his )*"
    r"(?:pills|tablets)|(?:took|take|takes|taken|taking|swallow\w*) (?:all (?:of )?(?:my|the|"
    r"his|her|their|these) |too many |a (?:lot|handful|bottle|box) "
    r"of |a whole (?:box|bottle|pack) of )(?:\w+ )?(?:pills|tablets|paracetamol|medication)|"
    r"(?:i|he|she|they)(?:'ve| have|'s| has)? (?:just |already |even )?(?:took|taken|swallowed) "
    r"(?:some |the |those |these )?(?:pills|tablets)(?! (?:for|against|to)\b)|"
    r"enough (?:pills|tablets)(?! for (?:the|our|all|everyone)\b)|(?:have|has|got) (?:the|my|"
    r"his|her|all the) pills"
    r"(?= *(?:$|[.,!?;]| and))",
    r"(?:n't|not) be (?:here|around|alive) (?:tomorrow|much longer|any ?more|any longer)(?! "
    r"(?:on|for|in) )|"
    r"(?:n't|not|never) (?:survive|make it through|live through|see the end of) (?:the|this|"
    r"tonight)(?: night| week| weekend)?"
    r"(?= *(?:$|[.,!?;]))",
    r"nothing (?:left )?to live for|(?:no one|nobody|no body) (?:would|will|'d) (?:even "
    r")?(?:miss|notice if) (?:me|i (?:was|were) gone)|"
    r"(?:don't|doesn't) care (?:if|whether) (?:i|he|she|they) (?:lives?|dies?|wakes?)",
    r"^(?:the |a |my )?(?:goodbye|farewell) (?:note|letter)$|(?:to|gonna|'ll|will|might|i'd|^) "
    r"?kms(?= *(?:$|[.,!?;]| (?:tonight|now|if|today)))|unaliv(?:e|es|ed|ing)|kys",
    r"told me to (?:kill myself|die)",
    r"want(?:s|ed)? to be dead|life is too much(?= *(?:$|[.!?]))|(?:can't|"
    r"cannot) bear (?:to live|living|"
    r"being alive)|end things tonight|(?:got|have|bought|has) a (?:rope|noose)(?= *(?:$|[.!?]))",
    r"cares? (?:if|whether) (?:i|he|she) (?:lives?|dies?)\b|swallow(?:s|ed)? (?:\w+ )?(?:pills|"
    r"tablets|"
    r"bleach)|farewell to (?:us all|everyone|everybody|the world|life)(?= *(?:$|[.!?]))|(?:there's|"
    r"there is|sees) no point (?:any ?more|in anything)(?= *(?:$|[.!?]))",
    r"wish(?:es|ed)? (?:i|he|she|they) (?:wasn't|weren't|didn't) (?:here|alive|exist)"
    r"(?= *(?:$|[.!?]| any ?more| and))|(?:it|everything)(?:'d| would) be (?:easier|better|simpler)"
    r"(?: for \w+)? if (?:i|he|she) (?:was|were) (?:gone|dead|not here)(?= *(?:$|[.!?]| and))",
    r"(?:think(?:ing)?|thought) (?:about|of) jumping(?= *(?:$|[.!?]| from))|(?:want(?:s|ed)? to|"
    r"going to|'ll|will|would) jump(?= *(?:$|[.!?]))",
    r"lost all hope(?= *(?:$|[.!?]))|(?:have|'ve|has)(?: got)? nothing left(?= *(?:$|[.!?]))|"
    r"(?:start(?:ed|ing)?|keep|been) cutting(?= *(?:$|[.!?]| again))",
    r"(?:take care of|look after) (?:my|the) (?:cat|dog|kids|children|family|mum|mother|son|"
    r"daughter) when i(?:'m| am) gone",
    r"driv(?:e|es|ing) (?:\w+ ){0,2}(?:into (?:a|the) (?:tree|wall|lorry|truck|river)|off (?:a|"
    r"the) "
    r"(?:bridge|cliff))",
    r"(?:i'm|i am|he's|she's|he is|she is) (?:so )?done with everything(?= *(?:$|[.!?]))|"
    r"want(?:s|ed)? (?:(?:it all|everything) to (?:end|stop|be over)|it to end|"
    r"it to be over,? (?:all of it|everything|for good))(?= *(?:$|[.!?]|"
    r" now))",
    r"what's the point of (?:going on|carrying on|anything)(?= *(?:$|[.!?]| any ?more))|(?:can't|"
    r"cannot) see myself (?:being here|alive)",
    r"(?:blame|fault|responsible)(?: for| if)? (?:(?:his|her|my) death|(?:he|she|i) dies?)|(?:die|"
    r"dies|can't live|cannot live) without (?:me|you|him|her)(?= *(?:$|[.!?]| and))",
    r"life (?:isn't|is not|'s not) worth (?:it|anything)|says goodbye (?:to everyone|forever)|"
    r"g(?:ave|iving|iven) away (?:all )?(?:her|his|my) (?:things|belongings|possessions)",
    r"letter to say goodbye(?= *(?:$|[.!?]| to (?:me|us|everyone)))|(?:if|whether) (?:he|"
    r"she)(?:'s| "
    r"is) (?:still )?alive",
)

ENDS_LIFE = PhraseListener("|".join(_LIFE), begin=r"(?:\b|(?=n't|'ll|'d))")
"""A phrase that says somebody thinks of ending their life, or of harming themselves."""
