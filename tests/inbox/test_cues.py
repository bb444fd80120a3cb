"""What a sentence does: asks, promises, or neither."""

from datetime import date

from coach.inbox import cues
from coach.inbox.named_days import named_day
from tests.sweep import over

MONDAY = date(2026, 11, 2)
ASK = """Can you send me the file?
Could we move the call to Thursday?
I need the numbers by noon.
Please sign page 3 and return it.
Send me your address when you get a chance.
When you get a minute, could you look at this.
Let me know what works for you.
Let me know which option you prefer.
Let me know if Tuesday works.
Let me know if you can make it.
Let me know if that's ok with you.
Please advise.
Thoughts?
Any update on this?
Any thoughts on the below?
What do you think?
I'd love to hear your thoughts.
Would be great to get your feedback before Friday.
I was hoping you could help me with something.
I'm hoping to get an answer this week.
It would be helpful to know whether you're still interested.
Are we still on for Friday?
Did you manage to speak to Tom?
Just wanted to check whether you received my invoice.
Just following up on my email below.
Following up on this.
Looking forward to your reply.
I look forward to hearing from you.
We are still awaiting payment of invoice 3321.
Kindly confirm receipt.
Do let me know.
Please get back to me at your earliest convenience.
Shall I go ahead?
Should I book the 9am train?
Is it ok if I bring Sam?
Mind if I share it with the team?
Happy for me to send this out?
Can I have the key back?
Could I trouble you for a quick reference?
I'd be grateful for your view on clause 4.
We'd need your decision by the end of the week.
Would you be able to join us?
Are you available on Monday at 3?
What time suits you?
Which day would be best?
How does Wednesday sound?
Does that work for you?
Would that be possible?
If you could send the signed copy, that would be great.
Let's find a time next week. When are you free?
Grateful if you would confirm.
Your comments on the attached would be welcome.
Please review and approve.
Can somebody tell me where the form is?
I still haven't received the contract.
Could you please reply to my question from last week?
Wondering if you've had a chance to look at this.
Have you had time to look at the draft?
Please find attached the offer; I'd appreciate your answer by Friday.
RSVP by 10 December.
Drop me a line when you know.
Give me a ring when you're back.
Please call me back.
Awaiting your response.
Can you believe we still need your signature? Please sign.
Do you want me to send it again?
Should we just cancel it?
I'd like to know if the room is free on the 5th.
I'm writing to ask whether you still offer the course.
I wanted to check if you're still selling the desk.
Kannst du mir das schicken?
Bitte um kurze Rückmeldung.
Über eine Rückmeldung würde ich mich freuen.
Bitte melde dich.
Pourrais-tu me confirmer la date
Merci de me dire si cela vous convient.
¿Me confirmas la hora?
Quedo a la espera de tu respuesta
Hit me up with your availability.
Lmk if friday is good
u coming tomorrow
wanna grab lunch thursday?
you free sat
Fill in the form and send it back by Tuesday.
Tell me when you're free.
Can't find your address, what is it?
Do you by any chance know a good lawyer?
It'd be great if you could introduce us.
Need your input on slide 4.
Waiting on your approval to proceed.
Still need your bank details.
Please pay the outstanding amount.
I'd welcome the chance to talk. Are you free next week?
Would love to catch up. Do you have time in December?
Would you consider endorsing me?
Hoping for a quick answer.
Please let us have your comments.
Please respond.
Have you decided?
Could you clarify point 2?""".splitlines()
NOT = """Let me know if you have any questions.
Please let me know if you need anything else.
Please don't hesitate to contact me.
Feel free to call me.
If you have any questions, just give me a shout.
Let me know if I can help.
Hope you are well.
How are you?
Hope all is well with you?
Thanks for sending me the file.
Thank you for letting me know.
You can find the file in the folder.
I can send it if you want.
No need to reply.
Please find attached the report.
Please see below.
Happy to help.
I'm looking forward to meeting you.
See you on Friday!
He asked whether you could come; I said yes.
I told her you would call.
As you can see, the numbers are good.
That would be great.
Sounds good, thanks!
Sure, I can do Friday.
I'll ask him.
I could not find it.
We can talk about it on Monday.
Yes, please go ahead.
Yes please!
Please give my regards to Anna.
Please note that our office is closed on Friday.
Please ignore my last email.
I hope you can make it next time.
You could have told me!
It was great to see you.
Thanks for your help with this.
Sorry for the late reply.
Who would have thought?
Isn't it great?
Enjoy your holiday!
Let me know how it goes!
Let me know if anything changes.
I'll let you know.
Would love to, thanks.
Wish you could have been there.
Will do.
Good luck with the interview!
Happy new year!
I could do Tuesday or Wednesday.
Have a nice weekend.
Just confirming Thursday at 3.
I've sent it to you.
Here's what you asked for.
Thanks for following up.
Thanks for the reminder.
Thank you for checking in.
I appreciate your help.
I really appreciate your quick response.
Much appreciated!
We appreciate your business.
Looking forward to it.
Take care and speak soon.
Let's talk then.
You're welcome to keep it.
You can reach me on 0151 5555.
You can call me any time.
Don't worry about it.
Any time.
That's what I needed to know.
I just needed to know the date, thanks.
I know you need time.
Please accept my apologies.
Thank you in advance.
All good here.
They'd like you to know they enjoyed it.""".splitlines()
PROM = """I'll send it tomorrow.
I will get back to you by Friday.
We'll let you know next week.
Let me check and get back to you.
Will send it over tonight.
I'll have a look and come back to you.
I'll have the draft ready by Monday.
You'll have it by the end of the week.
I'll try to get it done this week.
Give me until Thursday.
I'm on it.
I'll forward it to you.
Leave it with me.
Let me ask my boss.
I'll talk to Anna and let you know.
I need to think about it and will get back to you.
I'm going to send you the contract on Monday.
I'll confirm asap.
I promise to call you this week.
We will come back to you shortly.
I should be able to get that to you by Wednesday.
Sure, I'll do that.
I can send it to you on Monday.
will do!
I'll look into it.
Ich melde mich nächste Woche.
Je vous envoie le devis demain.
Te lo mando mañana
I'll pay you back on Friday
gonna send it later
I'll get that over to you.
Expect it by Friday.
We're reviewing your application and will be in touch.""".splitlines()
NOPROM = """I'll be there at 8.
I'll see you on Monday.
I'll let you know if anything changes.
I will be out of office.
I'll be in touch if something comes up.
I'll keep it in mind.
I'll take the blue one.
I'll never forget it.
I'll bring cake.
I'll join a bit later.
We'll keep your CV on file.
I'll wait.
I'll miss you.
I'll be happy to help.
Can you send it?
I will not be able to send it.
I sent it yesterday.
Will you send it?
I'll call you at 3.
I'll leave it at that.
I'll pass.
I'll go with the first one.
I won't bother you again.
If I hear anything, I'll let you know.""".splitlines()


def _chat(sentence):
    return sentence[0].islower()


@over("sentence", ASK)
def test_a_request_is_heard(sentence):
    assert cues.read(sentence, MONDAY, chat=_chat(sentence)).asks


@over("sentence", NOT)
def test_politeness_is_no_request(sentence):
    assert not cues.read(sentence, MONDAY, chat=_chat(sentence)).asks


@over("sentence", PROM)
def test_a_promise_is_heard(sentence):
    assert cues.read(sentence, MONDAY, chat=_chat(sentence)).promises


@over("sentence", NOPROM)
def test_a_plan_or_a_condition_is_no_promise(sentence):
    assert not cues.read(sentence, MONDAY, chat=_chat(sentence)).promises


@over(
    ("sentence", "day"),
    [
        ("by Friday 13 November", date(2026, 11, 13)),
        ("on Monday the 23rd", date(2026, 11, 23)),
        ("by the 20th of November", date(2026, 11, 20)),
        ("tomorrow", date(2026, 11, 3)),
        ("by Friday", date(2026, 11, 6)),
        ("by the end of the week", date(2026, 11, 6)),
        ("next week", date(2026, 11, 13)),
        ("within two weeks", date(2026, 11, 16)),
        ("in 3 days", date(2026, 11, 5)),
        ("end of the month", date(2026, 11, 30)),
        ("bis zum 12. November", date(2026, 11, 12)),
        ("on 2026-12-01", date(2026, 12, 1)),
        ("in January 5", date(2027, 1, 5)),
        ("since last Friday", None),
        ("at 6.30", None),
        ("31 February", None),
    ],
)
def test_the_day_that_a_sentence_names(sentence, day):
    assert named_day(sentence, MONDAY) == day
