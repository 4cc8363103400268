package corpus

import (
	"fmt"
	"strings"
	"testing"
)

// A date line gives the day that a reader sees in it, or its own words where there are two ways to read it.
func TestDateLine(t *testing.T) {
	for _, tt := range []struct {
		line string
		want Date
	}{
		{"15 January 2022", Date{Year: 2022, Month: 1, Day: 15}},
		{"January 15th, 2022", Date{Year: 2022, Month: 1, Day: 15}},
		{"Port March, 3 May 1931", Date{Year: 1931, Month: 5, Day: 3}},
		{"Saint-Avril, le 17 mai 2019", Date{Year: 2019, Month: 5, Day: 17}},
		{"Villa Mayo, 2 de abril de 1947", Date{Year: 1947, Month: 4, Day: 2}},
		{"Köln, den 4. März 1921", Date{Year: 1921, Month: 3, Day: 4}},
		{"Москва, 5 января 2022 года", Date{Year: 2022, Month: 1, Day: 5}},
		{"May 1931", Date{Year: 1931, Month: 5}},
		{"31 February 1931", Date{Literal: "31 February 1931"}},
		{"03/04/1931", Date{Literal: "03/04/1931"}},
	} {
		if got := readDateLine(tt.line); got != tt.want {
			t.Errorf("readDateLine(%q) = %+v, want %+v", tt.line, got, tt.want)
		}
	}
}

// The head of a text gives the title, the authors, and the day that a reader sees in it, and nothing where there is none: the name of a body, of a
// paper, a street, or who a letter is for is no title.
func TestHeads(t *testing.T) {
	for _, tt := range []struct{ name, language, title, author, issued, text string }{
		{
			"a hospital above minutes", "en", "MINUTES of the Board of Governors", "", "",
			"QUEEN ADA'S HOSPITAL\n\nMINUTES of the Board of Governors\n\nheld on 3 May 2011 in the library\n\n" +
				"The minutes of the last meeting were read and agreed. The treasurer said that the roof had cost more than was foreseen, and that it still leaked.",
		},
		{
			"engineers above a memorandum", "en", "TECHNICAL MEMORANDUM 77-C", "Edith Larch", "2012-03-03",
			"LARCH & DOBBIN CONSULTING ENGINEERS\n\nTECHNICAL MEMORANDUM 77-C\n\nTo:       The Harbour Board\n" +
				"From:     Edith Larch, CEng\nDate:     3 March 2012\nSubject:  Roof of the fish market\n\n1. Instruction\n\n" +
				"We were asked on 2 January to look at the roof. It has eleven trusses, of which two are cracked, and we say below what should be done.",
		},
		{
			"an address above a letter", "en", "", "Edmund Garl", "2013-10-16",
			"14 Tanner's Row\nHarbury\n\nWednesday, 16 October 2013\n\nDear Sir,\n\n" +
				"The roof of the market leaks again. I have said so twice, and nobody has written back or come to see it.\n\n" +
				"Yours faithfully,\n\nEdmund Garl\nFishmonger",
		},
		{
			"an address alone above a letter", "en", "", "Edmund Garl", "2013-10-16",
			"14 Tanner's Row, Harbury\n\n16 October 2013\n\nTo the Editor of the Harbury Times\n\nSir,\n\n" +
				"The roof of the market leaks again. I have said so twice, and nobody has written back or come to see it.\n\n" +
				"I am, Sir, yours truly,\n\nEdmund Garl\n\nP.S. It leaks on my side only.",
		},
		{
			"a mail", "en", "Roof", "Edmund Garl", "2013-11-12",
			"From: Edmund Garl, Fish Market Office\nTo: Harbour Board\nDate: Fri, 12 Nov 2013 18:47\nSubject: Roof\n\n" +
				"Good evening. The roof of the market leaks again. I have said so twice, and nobody has written back.\n\nEdmund",
		},
		{
			"a Spanish paper's head", "es", "El mercado cierra su tejado", "Inés Caro", "2012-05-20",
			"LA HOJA DEL PUERTO. Domingo 20 de mayo de 2012\n\nEl mercado cierra su tejado\n\nPor Inés Caro\n\n" +
				"El mercado de pescado cerrará una semana. La junta del puerto dice que el tejado tiene dos vigas rotas, y que hay que cambiarlas.",
		},
		{
			"a Russian paper's head", "ru", "Рынок закрыт на неделю", "", "2012-05-21",
			"«Портовые новости», 21 мая 2012 года\n\nРынок закрыт на неделю\n\n" +
				"Рыбный рынок закрыт на неделю. Правление порта говорит, что в крыше сломаны две балки и что их надо менять.",
		},
		{
			"a German club's open letter", "de", "Offener Brief an den Bürgermeister", "Uwe Stark|Ilse Brand", "2012-04-02",
			"Verein der Hafenfreunde e.V.\nDer Vorstand\n\nHafenstadt, den 2. April 2012\n\nOffener Brief an den Bürgermeister\n\n" +
				"Sehr geehrter Herr Bürgermeister,\n\n" +
				"das Dach der Fischhalle ist undicht. Wir haben es zweimal gesagt, und niemand hat geantwortet.\n\n" +
				"Mit freundlichen Grüßen\n\nUwe Stark, Vorsitzender\nIlse Brand, Schriftführerin",
		},
		{
			"a German authority's report", "de", "Bericht über das Dach der Fischhalle", "", "2012-05-12",
			"Stadt Hafenstadt\nAmt für Bauwesen\n\nBericht über das Dach der Fischhalle\n\nDatum des Berichts: 12.05.2012\n\n" +
				"Das Dach wurde am zweiten Mai besichtigt. Es hat elf Binder, von denen zwei gerissen sind, und muss gesichert werden.",
		},
		{
			"a French letter", "fr", "", "Jeanne Morel", "2012-10-16",
			"Jeanne Morel\n12, rue du Port\n\nPort-Ansel, le 16 octobre 2012\n\nMonsieur le Maire,\n\n" +
				"Le toit du marché laisse passer la pluie. Je l'ai dit deux fois, et personne ne m'a répondu.\n\n" +
				"Veuillez agréer, Monsieur le Maire, mes salutations distinguées.\n\nJeanne Morel",
		},
		{
			"a French council", "fr", "Procès-verbal de la séance du 4 mai 2012", "", "",
			"Conseil municipal de Port-Ansel\n\nProcès-verbal de la séance du 4 mai 2012\n\n" +
				"La séance est ouverte à neuf heures. Tous les membres sont présents, et l'ordre du jour est adopté sans changement.",
		},
		{
			"a Russian letter with a post", "ru", "", "И. П. Рыбаков", "2012-04-02",
			"Портовый комитет рыбаков\n\nг. Портовый, 2 апреля 2012 г.\n\nУважаемый Иван Петрович!\n\n" +
				"Крыша рынка течёт. Мы говорили об этом дважды, и никто не ответил нам и не пришёл.\n\nС уважением,\n" +
				"председатель комитета\nИ. П. Рыбаков",
		},
		{
			"a post", "en", "The roof, again", "Hetty Lark", "2012-11-19",
			"# The roof, again\n\n*Posted by Hetty Lark on 19 November 2012. Updated twice, see the end*\n\n" +
				"So the roof leaks. I asked for the plans, and was told politely that they would be made available in due course.",
		},
		{
			"a headline alone", "en", "Market Roof Closed for a Week", "", "",
			"Market Roof Closed for a Week\n\nThe board says that two trusses are cracked\n\n" +
				"The fish market will close for a week. The harbour board says that two trusses of its roof are cracked, and that they must be changed.",
		},
		{
			"a company above a numbered report", "en", "REPORT ON THE FOOTBRIDGE AT MILLER'S WEIR", "", "2018-06-04",
			"OAKES, PELL & SON LTD\nSurveyors of Bridges\n\nREPORT ON THE FOOTBRIDGE AT MILLER'S WEIR\n\n" +
				"Date of report: 4 June 2018\nPrepared for: the Parish of Weir\n\n" +
				"1. The bridge was seen on the second of May. It has two spans of oak, and stands on one pier of brick that was built before the war.",
		},
		{
			"a school's letter to parents", "en", "", "Dr. Ruth Amsel", "2016-02-09",
			"Thornby Grammar School\n22 Chapel Road, Thornby\n\n9 February 2016\n\nDear Parents,\n\n" +
				"The boiler failed on Monday. We have asked for a new one, and until it comes lessons will be held in the hall, where it is warm.\n\n" +
				"Yours sincerely,\n\nDr. Ruth Amsel\nHeadmistress",
		},
		{
			"a mail with a zone", "en", "The key to the boathouse", "Owen Tull", "2020-08-03",
			"From: \"Owen Tull\" <owen@example.org>\nTo: <board@example.org>\nSent: Mon, 3 Aug 2020 09:12:44 +0100\n" +
				"Subject: The key to the boathouse\n\nAll,\n\n" +
				"The key was on its hook at nine. I did not take it, and I do not know who did.\n\nOwen",
		},
		{
			"a headline that ends with a body", "en", "Fire Destroys Hospital", "Lena Moss", "1954-03-03",
			"Fire Destroys Hospital\n\nTwelve patients carried out by neighbours\n\nBy Lena Moss\n\n3 March 1954\n\n" +
				"The old hospital burnt to the ground last night. It had stood on the hill for eighty years, and nobody had thought that it could burn.",
		},
		{
			"Minutes of a council", "de", "Protokoll der 7. Sitzung des Gemeinderats", "", "2017-09-14",
			"GEMEINDE OBERTAL\nDer Gemeinderat\n\nProtokoll der 7. Sitzung des Gemeinderats\n\nDatum: 14.09.2017\n" +
				"Ort: Rathaus, Saal 2\n\n" +
				"Die Sitzung wird um neun Uhr eröffnet. Alle Mitglieder sind da, und die Tagesordnung wird ohne Änderung angenommen.",
		},
		{
			"a paper's head with a number", "de", "Die Brücke bleibt gesperrt", "Anke Wohl", "2017-04-11",
			"Obertaler Bote, Nr. 85, Dienstag, 11. April 2017\n\nDie Brücke bleibt gesperrt\n\nVon Anke Wohl\n\n" +
				"OBERTAL. Die Brücke über den Mühlbach bleibt gesperrt. Das hat der Gemeinderat am Montag beschlossen, nachdem ein Riss gefunden worden war.",
		},
		{
			"a German letter of a person", "de", "", "Jürgen Hallig", "2014-05-05",
			"Jürgen Hallig\nAm Deich 4\n26001 Nordersum\n\nAn den\nDeichverband Nordersum\n\nNordersum, den 5. Mai 2014\n\n" +
				"Sehr geehrte Damen und Herren,\n\n" +
				"am Deich fehlen seit Ostern drei Pfähle. Ich bitte Sie, das zu prüfen und mir zu antworten.\n\nHochachtungsvoll\n\n" +
				"Jürgen Hallig",
		},
		{
			"a mayor's office in French", "fr", "Note de service n° 14", "Hélène Brac", "2019-11-07",
			"MAIRIE DE VERCELLES\nService des eaux\n\nNote de service n° 14\n\nDe : Hélène Brac, directrice\nÀ : tous les agents\n" +
				"Date : 7 novembre 2019\nObjet : fermeture du réservoir\n\n" +
				"Le réservoir sera fermé le lundi. Les agents passeront par la porte du nord, et ils noteront l'heure dans le registre.",
		},
		{
			"a French paper's head", "fr", "Le réservoir fermé pour un mois", "Louis Antin", "2019-11-12",
			"LE COURRIER DE VERCELLES — mardi 12 novembre 2019\n\nLe réservoir fermé pour un mois\n\nPar Louis Antin\n\n" +
				"VERCELLES. Le réservoir de la ville est fermé depuis lundi. La mairie n'a pas dit quand il rouvrira, et les habitants attendent.",
		},
		{
			"a Spanish letter", "es", "", "Carmen Ruedas", "2015-10-03",
			"Asociación de Vecinos de La Ribera\nCalle del Molino, 8\n\nLa Ribera, 3 de octubre de 2015\n\n" +
				"Estimada señora alcaldesa:\n\n" +
				"El puente lleva cerrado un año. Le pedimos que nos diga cuándo se abrirá y quién paga las obras.\n\nAtentamente,\n\n" +
				"Carmen Ruedas, presidenta",
		},
		{
			"a Spanish report", "es", "INFORME SOBRE EL PUENTE DE LA RIBERA", "", "2016-01-20",
			"MINISTERIO DE OBRAS\nDirección de Puentes\n\nINFORME SOBRE EL PUENTE DE LA RIBERA\n\n" +
				"Fecha del informe: 20 de enero de 2016\n\n" +
				"El puente fue visitado dos veces. Tiene tres arcos de piedra, y el segundo muestra una grieta que no estaba en los planos.",
		},
		{
			"a Russian protocol", "ru", "ПРОТОКОЛ заседания Совета", "", "2018-06-06",
			"Посёлок Заборье\nСовет депутатов\n\nПРОТОКОЛ заседания Совета\n\nДата: 6 июня 2018 г.\n\n" +
				"Заседание открыто в десять часов. Присутствуют все депутаты, и повестка дня принята без изменений и без вопросов.",
		},
		{
			"a Russian letter", "ru", "", "Анна Крылова", "2018-07-12",
			"Заборье, ул. Мельничная, д. 3\n\n12 июля 2018 года\n\nУважаемый Пётр Ильич!\n\n" +
				"Мост закрыт уже месяц. Просим Вас сообщить, когда он откроется и кто отвечает за ремонт.\n\nС уважением,\nАнна Крылова",
		},
		{
			"an article on a body", "en", "Thornby Cottage Hospital", "", "",
			"Thornby Cottage Hospital\n\nOrigins\n\n" +
				"The hospital was founded in 1881 by a brewer. It had twelve beds, and a garden in which the patients walked when the weather let them.",
		},
		{
			"a title with a report below", "en", "Smoke over the Weir", "", "",
			"Smoke over the Weir\n\nReport of the Inquiry into the Fire at Miller's Weir\n\n" +
				"The fire began in the loft. It had stood dry for a month, and the wind was from the east and rising all evening.",
		},
		{
			"a headline about a union", "en", "Union votes to return to work", "Ida Crane", "1936-06-05",
			"Union votes to return to work\n\nBakers go back on Monday\n\nBy Ida Crane\n\n5 June 1936\n\n" +
				"The bakers go back to work on Monday. They voted so last night in the hall of the chapel, by a show of hands.",
		},
		{
			"a headline in capitals", "en", "COUNCIL CLOSES SCHOOL", "", "",
			"COUNCIL CLOSES SCHOOL\n\nParents were not asked\n\n" +
				"The school in Mill Lane will close in July. The council said so last night, and the parents had not been asked before.",
		},
		{
			"a council above a notice", "en", "NOTICE OF CLOSURE", "", "2015-05-04",
			"WEIR PARISH COUNCIL\n\nNOTICE OF CLOSURE\n\n4 May 2015\n\n" +
				"The footbridge will be closed from Monday. Walkers are asked to go by the road until further notice is given.",
		},
		{
			"a paper with a number and a price", "en", "Footbridge to close on Monday", "OUR OWN CORRESPONDENT", "2015-05-09",
			"THE WEIR GAZETTE, No. 212, Saturday, 9 May 2015\n\nFootbridge to close on Monday\n\nBY OUR OWN CORRESPONDENT\n\n" +
				"WEIR. The footbridge will close on Monday. The parish council said so on Friday, and gave no date for its opening.",
		},
		{
			"a ministry above a statement", "en", "Statement on the Weir Footbridge", "", "2015-05-11",
			"Ministry of Works\n\nStatement on the Weir Footbridge\n\nDate: 11 May 2015\n\n" +
				"The ministry has seen the plans. It has no objection to the closing of the bridge, and will send an inspector in June.",
		},
		{
			"a letter with a subject", "en", "", "J. R. Moss", "2015-05-12",
			"Flat 3, 8 Weir Lane\nThornby\n\nThe Clerk\nWeir Parish Council\n\n12 May 2015\n\nDear Madam,\n\nRe: Footbridge\n\n" +
				"The bridge has been shut for a week now. I should like to know who has the key, and why it is not used.\n\n" +
				"Yours truly,\n\nJ. R. Moss (Mrs.)",
		},
		{
			"a private letter", "en", "", "Ruth", "",
			"Thornby, Sunday\n\nMy dear Ada,\n\n" +
				"The bridge is shut, and I go round by the road. It takes me an hour, and I think of you all the way.\n\n" +
				"Ever your loving\nRuth",
		},
		{
			"an appeal", "en", "To the people of Thornby", "", "",
			"To the people of Thornby\n\nFriends,\n\n" +
				"The bridge is shut. It is our bridge, we paid for it, and we ask that it be opened before the fair begins.\n\n" +
				"The Bridge Committee",
		},
		{
			"a poem in a play", "en", "The Miller", "", "",
			"The Miller\n\nA play\n\nMARTA. Where is the key? I had it here when the bell rang, and now it is gone.\n\n" +
				"JOHN. I do not know. You had it last, and the door was shut when I came.",
		},
		{
			"a German headline about a council", "de", "Gemeinderat streitet über die Brücke", "Anke Wohl", "",
			"Gemeinderat streitet über die Brücke\n\nSperrung bis Herbst\n\nVon Anke Wohl\n\n" +
				"Der Gemeinderat hat am Montag über die Brücke gestritten. Sie bleibt bis zum Herbst gesperrt, und niemand weiß, was danach kommt.",
		},
		{
			"a German trip", "de", "Streit im Verein", "", "",
			"Streit im Verein\n\nEine Erzählung\n\n" +
				"Es begann mit dem Schlüssel. Er hing am Haken, und am Morgen war er weg, und niemand wollte es gewesen sein.",
		},
		{
			"a German firm's expert opinion", "de", "Gutachten Nr. 12/2017", "", "2017-05-03",
			"Ingenieurbüro Wohl & Partner GmbH\nMühlweg 7\n86000 Obertal\n\nGutachten Nr. 12/2017\n\n" +
				"Zustand der Brücke über den Mühlbach\n\nDatum: 3. Mai 2017\n\n" +
				"Die Brücke wurde am zweiten Mai besichtigt. Sie hat zwei Felder, und im ersten ist ein Riss, den man von unten sieht.",
		},
		{
			"a German mail", "de", "Schlüssel zur Brücke", "Anke Wohl", "2017-04-11",
			"Von: Anke Wohl <wohl@example.org>\nAn: Bauamt\nGesendet: Dienstag, 11. April 2017 08:15\n" +
				"Betreff: Schlüssel zur Brücke\n\nHallo zusammen,\n\n" +
				"der Schlüssel fehlt seit gestern. Wer hat ihn zuletzt gehabt, und wo ist das Buch, in dem das steht?\n\nViele Grüße\n" +
				"Anke",
		},
		{
			"a French headline about a council", "fr", "Le conseil municipal ferme le pont", "", "",
			"Le conseil municipal ferme le pont\n\nLes habitants protestent\n\n" +
				"Le pont sera fermé lundi. Le conseil l'a décidé hier soir, et les habitants n'ont pas été entendus avant le vote.",
		},
		{
			"a French headline with a body first", "fr", "Mairie de Vercelles : le pont fermé", "", "",
			"Mairie de Vercelles : le pont fermé\n\nLes habitants protestent\n\n" +
				"Le pont sera fermé lundi. Le conseil l'a décidé hier soir, et les habitants n'ont pas été entendus avant le vote.",
		},
		{
			"a French mail", "fr", "la clé du pont", "Louis Antin", "2019-11-12",
			"De : Louis Antin, service des eaux\nÀ : Hélène Brac\nEnvoyé le : mardi 12 novembre 2019 18:47\n" +
				"Objet : la clé du pont\n\nBonjour,\n\n" +
				"La clé du pont n'est plus à sa place. Je ne sais pas qui l'a prise, et le registre ne le dit pas.\n\nLouis",
		},
		{
			"a Spanish headline", "es", "El ayuntamiento cierra el puente", "", "",
			"El ayuntamiento cierra el puente\n\nLos vecinos protestan\n\n" +
				"El puente se cierra el lunes. El ayuntamiento lo decidió ayer, y los vecinos no fueron oídos antes de la votación.",
		},
		{
			"a Spanish record", "es", "Acta de la sesión ordinaria", "", "2015-05-04",
			"Ayuntamiento de La Ribera\n\nActa de la sesión ordinaria\n\nFecha: 4 de mayo de 2015\n\n" +
				"Se abre la sesión a las nueve. Están presentes todos los concejales, y el orden del día se aprueba sin cambios.",
		},
		{
			"a Spanish mail", "es", "La llave", "Carmen Ruedas", "3/10/2015",
			"De: Carmen Ruedas <ruedas@example.org>\nPara: Obras\nFecha: 3/10/2015 10:05\nAsunto: La llave\n\nBuenos días:\n\n" +
				"La llave del puente no está en su sitio. No sé quién la tiene, y el libro no lo dice.\n\nUn saludo,\nCarmen",
		},
		{
			"a Russian headline about a hospital", "ru", "Больница закрыта на месяц", "", "",
			"Больница закрыта на месяц\n\nЖители не согласны\n\n" +
				"Больница в посёлке закрыта на месяц. Так решил совет, и жителей об этом никто не спрашивал заранее.",
		},
		{
			"a Russian letter from a company", "ru", "", "П. И. Мостов", "2018-05-14",
			"ООО «Мостстрой»\n601000, г. Заборье, ул. Мельничная, д. 3\n\n14 мая 2018 г.\n\nУважаемая Анна Сергеевна!\n\n" +
				"Мост будет открыт в сентябре. До этого просим пользоваться дорогой через деревню, как и прежде.\n\nС уважением,\n" +
				"генеральный директор\nП. И. Мостов",
		},
		{
			"a Russian mail", "ru", "Ключ от моста", "Анна Крылова", "2018-07-12",
			"От: Анна Крылова\nКому: Отдел дорог\nДата: 12 июля 2018 г., 18:47\nТема: Ключ от моста\n\nДобрый вечер!\n\n" +
				"Ключа от моста нет на месте. Я не знаю, кто его взял, и в журнале записи нет.\n\nАнна",
		},
		{
			"a Russian report", "ru", "Заключение о состоянии моста", "", "2018-07-20",
			"Администрация Заборского района\nОтдел дорог\n\nЗаключение о состоянии моста\n\nДата составления: 20.07.2018\n\n" +
				"Мост осмотрен дважды. Он стоит на трёх опорах, и вторая из них имеет трещину, которой нет на чертежах.",
		},
		{
			"a hospital's board, two offices", "en", "Minutes of the meeting held on 4 May 2015", "", "",
			"ROYAL WEIR INFIRMARY\nBoard of Visitors\n\nMinutes of the meeting held on 4 May 2015\n\n" +
				"Present: Dr. Moss (chair), Mrs. Crane, Mr. Tull\n\n" +
				"The minutes of the last meeting were read. The chairman said that the roof was dry again, and thanked the masons.",
		},
		{
			"a university's press release", "en", "New bridge stands the test", "", "2015-05-05",
			"PRESS RELEASE\n\nUniversity of Weir\n\nNew bridge stands the test\n\n5 May 2015\n\n" +
				"A bridge of oak has stood the test of a winter. The engineers of the university say that it will stand for fifty years.",
		},
		{
			"a mail that was forwarded", "en", "FW: bridge", "A. Crane", "2015-05-05",
			"From: A. Crane [mailto:crane@example.org]\nSent: 05 May 2015 10:14\nTo: 'Moss'\nSubject: FW: bridge\n\nDear all,\n\n" +
				"See below. The bridge was shut before I came, and I have not touched the lock.\n\nBest wishes\n\nA. Crane\nClerk",
		},
		{
			"a witness statement", "en", "WITNESS STATEMENT", "", "2015-05-06",
			"WITNESS STATEMENT\n\nName: Ida Crane\nDate: 6 May 2015\n\n" +
				"I came to the bridge at eight. The gate was shut, and there was a chain on it that I had not seen before.",
		},
		{
			"a diary", "en", "Ruth Amsel's Diary", "", "",
			"Ruth Amsel's Diary\n\n4 May 1931\n\n" +
				"Rain all day. The bridge is shut, and I stayed at home and read what came by the post.\n\n5 May 1931\n\n" +
				"Rain again. The river has come over the meadow, and the hens are in the loft.",
		},
		{
			"a headline with a number and a road", "en", "14 Families Leave Weir Road", "", "",
			"14 Families Leave Weir Road\n\nWater in the cellars\n\n" +
				"Fourteen families have left their houses. The river came over the wall on Sunday night, and the cellars are full of water.",
		},
		{
			"a headline about a year", "en", "The Great Flood of 3 May 1931", "", "",
			"The Great Flood of 3 May 1931\n\nA memory\n\n" +
				"The river came over the wall at night. We heard it before we saw it, and my father carried us up to the loft.",
		},
		{
			"a German letter without an address", "de", "", "Ruth", "2017-05-03",
			"Obertal, 3. Mai 2017\n\nLiebe Anke,\n\n" +
				"die Brücke ist zu, und ich gehe über die Straße. Das dauert eine Stunde, und ich denke dabei an dich.\n\n" +
				"Herzliche Grüße\nDeine Ruth",
		},
		{
			"a German paper's report", "de", "Brücke gesperrt", "Anke Wohl", "2017-04-12",
			"Obertaler Bote\n\nMittwoch, 12. April 2017\n\nBrücke gesperrt\n\nDer Gemeinderat hat entschieden\n\nvon Anke Wohl\n\n" +
				"Die Brücke ist gesperrt. Das hat der Gemeinderat am Montag beschlossen, nachdem ein Riss gefunden worden war.",
		},
		{
			"a police report in German", "de", "Unfall an der Mühlbrücke", "", "2017-04-13",
			"Polizeipräsidium Obertal\nPressestelle\n\nPressemitteilung Nr. 44\n\n13.04.2017\n\nUnfall an der Mühlbrücke\n\n" +
				"Am Mittwoch fuhr ein Lastwagen gegen das Geländer der Mühlbrücke. Der Fahrer blieb unverletzt, das Geländer ist verbogen.",
		},
		{
			"a French letter to a mayor", "fr", "fermeture du pont", "Lucie Antin", "2019-11-14",
			"Association des amis du pont\n4, quai du Moulin\n21000 Vercelles\n\nMonsieur le maire\nHôtel de ville\n\n" +
				"Vercelles, le 14 novembre 2019\n\nObjet : fermeture du pont\n\nMonsieur le Maire,\n\n" +
				"Le pont est fermé depuis un mois. Nous vous prions de nous dire quand il sera rouvert, et par qui.\n\n" +
				"Dans l'attente de votre réponse, nous vous prions d'agréer, Monsieur le Maire, l'expression de nos sentiments distingués.\n\n" +
				"La présidente,\nLucie Antin",
		},
		{
			"a French post", "fr", "Le pont, encore", "Lucie Antin", "2019-11-15",
			"# Le pont, encore\n\n_Publié par Lucie Antin le 15 novembre 2019_\n\n" +
				"Le pont est toujours fermé. J'ai demandé les plans, et l'on m'a dit qu'ils seraient montrés en temps utile.",
		},
		{
			"a Spanish paper", "es", "El puente sigue cerrado", "", "2015-10-06",
			"El Heraldo de La Ribera, n.º 310, martes 6 de octubre de 2015\n\nEl puente sigue cerrado\n\n" +
				"LA RIBERA. El puente sigue cerrado. La alcaldesa dijo el lunes que las obras empezarán en noviembre, y no dio otra fecha.",
		},
		{
			"a Spanish letter with a farewell", "es", "", "Tomás Gil Ríos", "2015-10-07",
			"La Ribera, 7 de octubre de 2015\n\nMuy señor mío:\n\n" +
				"El puente está cerrado. Le ruego que me diga quién guarda la llave y por qué no se usa.\n\nLe saluda atentamente,\n\n" +
				"Tomás Gil Ríos",
		},
		{
			"a Russian paper with a number", "ru", "Мост закрыт до осени", "", "2018-05-16",
			"Газета «Заборский край», № 34, 16 мая 2018 г.\n\nМост закрыт до осени\n\n" +
				"Мост через реку закрыт до осени. Так решил совет посёлка, и другого пути через реку пока нет.",
		},
		{
			"a Russian complaint", "ru", "ЗАЯВЛЕНИЕ", "", "",
			"В администрацию Заборского района\nот Крыловой Анны Сергеевны\n\nЗАЯВЛЕНИЕ\n\n" +
				"Прошу открыть мост через реку. Он закрыт уже месяц, и дорога в школу занимает у детей полтора часа.\n\n" +
				"17 мая 2018 г.\n\nА. Крылова",
		},
		{
			"a Russian story", "ru", "Совет старого мельника", "", "",
			"Совет старого мельника\n\nРассказ\n\n" +
				"Мельник пришёл под вечер. Он долго молчал, смотрел на воду и потом сказал, что ключ надо искать внизу.",
		},
		{
			"a story named for an office", "en", "The Office of the Miller", "", "",
			"The Office of the Miller\n\nA tale\n\n" +
				"There was a miller who kept no books. He had a shelf and a nail, and on the nail hung everything that he was owed.",
		},
		{
			"a headline on a ministry", "en", "Ministry of Works to Open Weir Bridge", "", "",
			"Ministry of Works to Open Weir Bridge\n\nInspector found no fault\n\n" +
				"The bridge will be opened in June. The ministry said so on Monday, after its inspector had gone over every beam.",
		},
		{
			"an essay with a date", "en", "On Bridges", "", "2015-05-03",
			"On Bridges\n\n3 May 2015\n\n" +
				"A bridge is a road that does not trust the ground. This one had good reason, as the winter showed to everybody.",
		},
		{
			"an order of a court", "en", "Case No. 14 of 2015", "", "",
			"COUNTY COURT OF WEIR\n\nCase No. 14 of 2015\n\nCRANE v. WEIR PARISH COUNCIL\n\nJUDGMENT\n\n" +
				"The bridge belongs to the parish. The question is whether the claimant may walk over it, and at what hours.",
		},
		{
			"a letter in a paper, no salutation", "en", "The bridge: a reply", "", "",
			"The bridge: a reply\n\n" +
				"The bridge is not ours. It was given to the parish, and the parish may shut it when it likes, as it has done before.\n\n" +
				"Ruth Amsel\nThornby",
		},
		{
			"an interview", "en", "\"I never had the key\"", "", "",
			"\"I never had the key\"\n\nThe clerk of Weir talks about the bridge\n\nInterview by Lena Moss\n\n" +
				"MOSS: Who had the key?\n\nTULL: I never had it. It hung in the hall, and everybody knew the nail.\n\nMOSS: And now?\n\n" +
				"TULL: Now it is gone.",
		},
		{
			"a German reader's letter", "de", "Leserbrief zum Artikel „Brücke gesperrt“", "", "",
			"Leserbrief zum Artikel „Brücke gesperrt“\n\n" +
				"Die Brücke ist nicht gesperrt, weil sie alt ist. Sie ist gesperrt, weil niemand sie gestrichen hat, und das weiß jeder hier.\n\n" +
				"Ruth Hallig, Nordersum",
		},
		{
			"a German essay", "de", "Institut für nichts", "", "",
			"Institut für nichts\n\nEine Glosse\n\n" +
				"Es gibt ein Institut, das nichts erforscht. Es hat drei Zimmer, und im dritten steht ein Schrank, der nicht aufgeht.",
		},
		{
			"a town's German page", "de", "Stadt am Fluss", "", "",
			"Stadt am Fluss\n\nEin Rundgang\n\n" +
				"Der Rundgang beginnt am Tor. Von dort geht man hinunter zum Wasser, wo die Mühle steht und die Brücke anfängt.",
		},
		{
			"a French report", "fr", "Rapport d'inspection du pont de Vercelles", "", "2019-11-18",
			"Préfecture de la Vaire\nDirection des routes\n\nRapport d'inspection du pont de Vercelles\n\n" +
				"Vercelles, le 18 novembre 2019\n\n" +
				"Le pont a été visité deux fois. Il a trois arches de pierre, et la deuxième montre une fissure qui n'est pas sur les plans.",
		},
		{
			"a French tale", "fr", "Le service du soir", "", "",
			"Le service du soir\n\nNouvelle\n\n" +
				"Le meunier arriva le soir. Il ne dit rien, regarda l'eau, et demanda enfin où l'on avait mis la clé du pont.",
		},
		{
			"a Spanish tale", "es", "Servicio de noche", "", "",
			"Servicio de noche\n\nCuento\n\n" +
				"El molinero llegó de noche. No dijo nada, miró el agua y preguntó por fin dónde habían puesto la llave.",
		},
		{
			"a Spanish notice", "es", "AVISO", "", "2015-10-08",
			"Comunidad de Regantes de La Ribera\n\nAVISO\n\n8 de octubre de 2015\n\n" +
				"Se avisa a los socios de que el canal se cerrará el lunes. El agua volverá el viernes, si el tiempo lo permite.",
		},
		{
			"a Russian news item", "ru", "Администрация закрыла мост", "", "",
			"Администрация закрыла мост\n\nЖители пишут письмо\n\n" +
				"Мост через реку закрыт. Администрация не сказала, когда он откроется, и жители написали письмо в район.",
		},
		{
			"a Russian order", "ru", "О закрытии моста", "", "2018-05-21",
			"Управление дорог\n\nПРИКАЗ № 14\n\n21 мая 2018 г.\n\nО закрытии моста\n\n" +
				"Мост через реку закрыть до осени. Ответственным назначить начальника участка, а ключ хранить в управлении.",
		},
		{
			"a street above a text that nothing names", "en", "", "", "2019-05-03",
			"9 Old Ferry Terrace\n\n3 May 2019\n\nThe bridge is shut, and I go round by the road. It takes me an hour, and nobody has said why it is so.",
		},
		{
			"the head of a paper above a text without a headline", "ru", "", "", "2019-05-21",
			"«Мостовые вести», 21 мая 2019 года\n\nМост через реку закрыт до осени. Так решил совет посёлка, и другого пути через реку пока нет.",
		},
	} {
		t.Run(tt.name, func(t *testing.T) {
			s := Parse(tt.text, tt.language, strings.HasPrefix(tt.text, "#"))
			if err := promise(tt.text, s); err != nil {
				t.Error(err)
			}
			m := infer(Document{tt.text, s}, tt.language)
			var author []string
			for _, name := range m.Author {
				author = append(author, name.Literal)
			}
			want := [3]string{tt.title, tt.author, tt.issued}
			if got := [3]string{m.Title, strings.Join(author, "|"), m.Issued.written()}; got != want {
				t.Errorf("title, author, and date are %q, want %q, in\n%s", got, want, dump(tt.text, s))
			}
		})
	}
}

// written returns d as tables write it: 2019-03, or its own words.
func (d Date) written() string {
	switch {
	case d == Date{}:
		return ""
	case d.Year == 0:
		return d.Literal
	case d.Day == 0:
		return fmt.Sprintf("%04d-%02d", d.Year, d.Month)
	}
	return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day)
}
