"""Asks, promises and nos in German, French and English, most of them indirect."""

from datetime import date

from coach.inbox import cues
from tests.sweep import over

MONDAY = date(2026, 11, 2)

ASK = """\
Wäre toll, wenn du bis Mittwoch Zeit dafür findest.
Ob das für Sie so stimmt?
Ich hoffe, bald von Ihnen zu hören.
Ich hoffe auf eine positive Rückmeldung.
Was hältst du eigentlich von der Idee mit dem Garten?
Mir fehlt noch dein Okay.
Ohne Ihre Unterschrift können wir nicht weitermachen.
Wir kommen erst weiter, wenn wir die Zahlen von Ihnen haben.
Bis wann kann ich mit der Lieferung rechnen?
Noch offen ist die Frage nach dem Honorar.
Wie steht es um die Rechnung vom August?
Darf ich dich um einen Gefallen bitten?
Retournieren Sie uns den Talon bis zum 12. Dezember.
Bitte unterschreiben und zurückschicken.
Kurzes Feedback wäre super.
Schreib mir, falls du mitkommen magst.
Hast du Lust auf Kino am Freitag?
Ich weiss immer noch nicht, ob du kommst.
Du hast mir nie gesagt, wie es ausgegangen ist.
Erzähl mal, wie der neue Job ist.
Der Vorstand möchte wissen, wie viel das kostet.
Meine Frau fragt, ob ihr zum Essen kommt.
Denkst du noch an die Schlüssel?
Es eilt leider, wir müssten das heute wissen.
Wir müssten bis Montag wissen, ob ihr teilnehmt.
Sobald ich deine Masse habe, bestelle ich den Stoff.
Eine kleine Erinnerung an unsere Rechnung 88.
Falls du noch Interesse hast, sag es mir.
Dis-moi si ça te va.
Tu penses pouvoir venir ?
Il faudrait que vous me renvoyiez le contrat.
Pensez à nous envoyer votre RIB.
Pense à me rendre le livre.
Nous n'avons pas encore reçu votre règlement.
Sans réponse de votre part, nous ne pourrons pas avancer.
Le conseil aimerait connaître vos tarifs.
Ma femme demande si vous venez dîner.
Une réponse rapide nous arrangerait.
Peut-être pourrais-tu jeter un œil au texte.
J'espère avoir de vos nouvelles bientôt.
J'espère que tu pourras venir samedi.
Donne-moi des nouvelles !
Raconte-moi comment s'est passé le déménagement.
On fait comment pour les billets ?
Ça te dirait un café mardi ?
Serait-il possible d'avoir une copie ?
Merci de nous indiquer vos préférences.
À toi de me dire.
Petit rappel pour le loyer de novembre.
Je n'ai pas eu de réponse à mon dernier message.
Qu'est-ce que tu en dis ?
Je compte sur toi pour les chaises.
Could do with your eyes on this before it goes out.
Your call on the colour.
Whenever you've a second, a quick yes is all I need.
It'd be a relief to know where we stand.
Still hoping to catch you about the lease.
Am I right that you're paying the deposit?
The printers are chasing me for your logo.
We can't go ahead without your say-so.
Not sure whether you saw this.
Wondered how you were getting on with the draft.
You mentioned you'd have names for me.
The board would like to see your figures.
Tell me how your mum is.
I've been hoping to hear how the operation went.
Fancy a session on Sunday
I'd appreciate a reply either way.
Has anyone from your side looked at it yet?
Pop me a note once you've decided.
Ich würde mich über einen Terminvorschlag von Ihnen freuen.
Vielleicht magst du ja mal einen Blick drauf werfen.
Wir erwarten Ihre Unterlagen bis zum Monatsende.
Interessant wäre noch, was das Ganze kostet.
Lassen Sie uns wissen, wie Sie sich entschieden haben.
Hättest du am Sonntag Zeit für einen Spaziergang?
Die Verwaltung verlangt noch eine Kopie deines Ausweises.
Könnte man den Termin auch verschieben?
Es wäre mir eine grosse Hilfe, wenn du mitkämst.
Wie siehst du das?
Bitte geben Sie uns bis am 4. Dezember Bescheid.
Ruf mich doch zurück, wenn du das hörst.
Gerne würde ich erfahren, wie Sie darüber denken.
Mich nimmt wunder, wie die Reise war.
Wir sind auf Ihre Mithilfe angewiesen.
Zur Erinnerung: die Anmeldung läuft bis Freitag.
Une petite réponse me rendrait service.
Je me permets de vous demander un délai supplémentaire.
Auriez-vous un moment la semaine prochaine ?
Il me tarde de savoir ce que tu as décidé.
On n'attend plus que ton feu vert.
Où en es-tu avec la traduction ?
Merci de revenir vers moi avant jeudi.
Je vous serais reconnaissante de m'envoyer la liste.
Qui s'occupe de la salle ?
Fais-moi signe quand tu rentres.
Vous ne nous avez pas encore communiqué votre choix.
Tu avais parlé d'un livre à me prêter.
J'aurais besoin que tu signes le formulaire.
Serait-ce trop demander une photo de plus ?
Maybe you could have a think about the dates.
If there's any way you can make Thursday, shout.
I'd give a lot to hear your side of it.
The only open point is your travel date.
Your views would be most useful.
I'm at a loss without your figures.
Shoot me a text when you land.
It would mean a lot if you came.
How's the book coming along?
Could be nice to catch up, no?
Mum would love a call from you.
We never settled who's bringing the cake.
Don't forget the form, will you.
Let's fix a date.""".splitlines()

PROMISE = """\
Das mache ich morgen fertig.
Kommt noch.
Ich hab's nicht vergessen, kommt diese Woche.
Das klären wir intern und geben Bescheid.
Ich setze mich am Wochenende dran.
Ich werd's mir anschauen.
Ich spreche mit der Chefin und melde mich wieder.
Den zweiten Teil bekommst du am Montag.
Ich hake nochmal nach.
Wir kommen auf dein Angebot zurück.
Ich erkundige mich und sage es Ihnen.
Da muss ich erst meine Unterlagen durchsehen.
Gib mir bis Donnerstag.
Ich nehme das mit und antworte dir dann.
Ich überlege es mir.
Ich schau mal und sag dir was.
Wird erledigt.
Mach ich.
Ich bringe die Bücher das nächste Mal mit.
Ich suche dir die Nummer raus.
Je m'y mets ce week-end.
Je te tiens au jus.
Je reviens vers vous très vite.
Je vous réponds demain sans faute.
Je vous donne une réponse lundi.
Je regarde et je te dis.
On en discute en interne et on revient vers vous.
C'est noté, je fais le nécessaire.
Je vous le confirme dans la semaine.
Je vais y réfléchir.
Laisse-moi deux jours.
Je t'envoie ça dès que je rentre.
Il me reste à retrouver la facture.
Je dois encore voir avec le propriétaire.
Je m'occupe des billets.
Promis, je t'appelle.
Je te raconterai.
Je ferai suivre.
Will do it over the weekend.
Let me see what I can find.
I'll have it across to you by noon.
Bear with me till Thursday.
You'll have the numbers Monday.
I'm going to ask around and report back.
Need to double check with legal, then you'll get your answer.
I'll get onto it after the holidays.
I should know more next week and will tell you.
We'll revert with comments.
I still have to sign my half, that's for tomorrow.
Let me mull it over.
Ich bespreche das am Montag im Team und gebe Rückmeldung.
Die Rechnung geht morgen raus.
Ich lasse von mir hören.
Ich bin dran und melde mich.
Wir schauen das an und rufen zurück.
Ich hole noch eine Offerte ein.
Bekommst du morgen.
Bis Freitag hast du den Text.
Ich kann dir den Plan am Dienstag schicken.
Ich werde mal in meinen Unterlagen schauen.
Ich vereinbare einen Termin und informiere dich.
Sie erhalten in den nächsten Tagen Post von uns.
Je vous fais un retour rapidement.
Je te confirme ça demain.
Je me renseigne et je te dis.
Vous recevrez le devis mardi.
Je vais en parler au directeur.
Je te préviens dès que c'est prêt.
Nous étudions votre demande et reviendrons vers vous.
Ça part demain matin.
Je vous envoie le reste plus tard.
I'll see what I can do and write back.
Will try to have it done by Friday.
I'll drop the keys round tomorrow.
We should have an answer for you by mid-week.
I'm going to speak to her tomorrow and will let you know.
Let me look at the diary and come back with dates.
I'll put something together.
The contract will be in your inbox tonight.
I'll sort it this weekend, promise.""".splitlines()

BY_OTHERS = """Frau Keller meldet sich morgen bei Ihnen.
Mein Kollege wird sich darum kümmern.
Unsere Buchhaltung prüft das und meldet sich.
Herr Roth ruft Sie am Dienstag an.
Die Praxis schickt Ihnen den Befund zu.
Er gibt Ihnen nächste Woche Bescheid.
Ma collègue vous rappellera demain.
Monsieur Petit revient vers vous la semaine prochaine.
Notre comptable va vous envoyer le relevé.
Elle te répondra lundi.
Le service technique prendra contact avec vous.
Dr Moss will write to you personally next week.
My assistant is going to send you dates.
Die Kollegin aus dem Einkauf kommt auf Sie zu.
Unser Techniker nimmt mit Ihnen Kontakt auf.
Meine Frau sagt dir noch wann.
Das Sekretariat wird Ihnen die Unterlagen zustellen.
Paul vous envoie ça lundi.
Mon associé vous contactera en janvier.
La comptable s'en occupe.
Our finance team will be in contact with you.
Someone from the office is going to ring you.
Sam has promised to send it over tonight.""".splitlines()

NO = """Leider passt es mir nicht.
Das geht leider nicht.
Ich muss leider absagen.
Nein, das machen wir nicht.
Für uns kommt das nicht in Frage.
Wir haben uns für einen anderen Anbieter entschieden.
Da muss ich passen.
Danke, aber kein Bedarf.
Ich möchte das nicht.
Das ist nichts für mich.
Ich kann das nicht übernehmen.
Je ne peux pas, désolé.
Nous ne sommes pas intéressés.
Ce n'est pas pour moi.
Je dois malheureusement décliner.
Ça ne va pas être possible.
Nous n'avons pas besoin de vos services.
Je préfère ne pas participer.
Nous avons choisi un autre prestataire.
That's a no from me, I'm afraid.
I don't do unpaid work.
No, sorry, I can't.
I'd rather not.
We won't be taking this further.
My answer is still no.
Thanks, but I'll sit this one out.
It's not something I take on.
I'm going to say no to this one.
Ich bin da leider raus.
Wir verzichten auf Ihr Angebot.
Das kommt für mich nicht infrage.
Daran haben wir kein Interesse.
Wir möchten davon absehen.
Dafür fehlt mir die Zeit, ich muss ablehnen.
Ich will nicht mehr kontaktiert werden.
Ich arbeite nicht gratis.
Nein.
Nous ne donnerons pas suite.
Je ne suis pas intéressé.
Non, vraiment pas.
Ce ne sera pas possible pour nous.
Je n'ai pas le temps pour ce projet.
Nous préférons rester avec notre fournisseur.
Je ne travaille pas gratuitement.
I'm out, sorry.
Count me out.
We've decided to stay with our current supplier.
It's a pass from us.
I have to turn this down.
Please don't ask again.
That isn't going to happen.
I don't want to do that.
I said no and I meant it.
Unfortunately it's not for us.
No. Please stop asking.
Nein, das ist mir zu teuer.
Danke, aber ich bin nicht interessiert.
Ich kann den Auftrag leider nicht annehmen.
Das werden wir nicht machen.
Dafür bin ich die falsche Person, also nein.
Wir haben schon jemanden gefunden.
Non merci, ça ne m'intéresse pas.
Je ne souhaite pas donner suite à votre offre.
Nous avons déjà un fournisseur.
Désolé mais c'est non.
Je ne pourrai pas venir.
I'm going to have to decline.
We already have someone for this.
That's not going to work for me, sorry.
I can't take it on.
It's a firm no.
I am not interested and would like you to stop.
We'd prefer not to.
I have no interest in selling.
Not for me, thanks.""".splitlines()

NOTHING = """\
Wir haben alles erhalten, besten Dank.
Das Essen war ausgezeichnet.
Ich bin gut angekommen.
Gern geschehen!
Schön, von dir zu hören.
Danke für die schnelle Antwort.
Danke für deine Hilfe!
Alles klar, so machen wir das.
Passt, bis dann.
Die Kinder lassen grüssen.
Ich habe den Vertrag unterschrieben und zurückgeschickt.
Er wird nächstes Jahr siebzig.
Sie werden begeistert sein.
Wir sind wieder zu Hause.
Das Paket ist angekommen.
Es freut mich, dass es geklappt hat.
Danke, dass du da warst.
Merci pour ton message.
Merci pour votre réponse rapide.
C'est parfait, merci.
J'ai bien reçu le document.
On s'est bien amusés.
Le film était super.
Je suis bien rentrée.
Cela vous plaira.
Il fera beau demain.
Ça marche, à lundi.
Voilà, c'est fait.
Tout est réglé.
Je vous souhaite de belles fêtes.
Avec plaisir !
I did it yesterday.
They will be thrilled.
It will rain tomorrow.
You were right about the paint.
Glad it worked out.
My sister will love it.
That's no problem at all.
I don't mind either way.
We had the best time.
He never wants to go anywhere.
Ich war letzte Woche krank.
Meine Mutter wird operiert.
Ich habe mit Peter gesprochen, alles geregelt.
Die Rechnung ist bezahlt.
Er hat mir geschrieben.
Wir haben das gestern besprochen.
Das Buch gibt es jetzt auch auf Deutsch.
Der Zug fährt um acht.
Ich habe mich sehr über deinen Brief gefreut.
Du hattest recht.
Sie hat noch nicht geantwortet.
Das können wir gern so lassen.
Wir sehen uns am Freitag.
Ich komme gern.
Ich bringe Wein mit.
Danke fürs Schicken!
Alles Gute zum Geburtstag!
Kein Problem.
Das macht nichts.
Nous avons passé un bon moment.
Je l'ai vue hier au marché.
Il m'a demandé si tu allais bien.
Je suis d'accord.
C'est entendu.
On se voit vendredi.
J'arrive !
Merci de m'avoir aidé.
Merci d'être venus.
Ne t'inquiète pas.
Pas de souci.
Le colis vous sera livré lundi.
Votre commande sera expédiée demain.
The meeting went well.
She told me you'd moved.
I paid it this morning.
The weather will be better tomorrow.
He asked how you were, I said fine.
No worries at all.
It was no trouble.
I have no idea how he does it.
I won't bore you with the details.
Thanks for letting me know.
Thanks for asking!
I don't want you to worry.
I'm out of milk.
I never take sugar.
See you Thursday, will bring cake.""".splitlines()


def _read(text):
    return cues.read(text, MONDAY)


@over("text", ASK)
def test_what_is_asked_for_in_a_roundabout_way_is_heard(text):
    assert _read(text).asks


@over("text", PROMISE)
def test_a_promise_is_heard_whatever_its_tense_and_order(text):
    assert _read(text).promises


@over("text", BY_OTHERS)
def test_what_somebody_else_will_do_is_no_promise_of_the_writer(text):
    assert _read(text).by_others


@over("text", NO)
def test_a_no_is_heard_without_the_word(text):
    found = _read(text)

    assert found.declines or found.hard_no


@over("text", NOTHING)
def test_news_thanks_and_wishes_neither_ask_nor_promise_nor_refuse(text):
    found = _read(text)

    assert not found.asks
    assert not found.promises
    assert not found.by_others
    assert not found.declines
    assert not found.hard_no
