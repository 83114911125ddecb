"""Which two records are one person's, and which are not? Told by people who know, not by the rule.

A line is two records with ` = ` between them; a record is a name, then its contacts, parted by `;`. `ana@` stands for
ana@example.com, `in/ana` for a page of linkedin.com. An address in brackets is marked as shared.
"""

from bot.facts import Contact
from bot.words import sort_contact

SAME = """
# accents, capitals, punctuation
Ana Silva; ana.silva@ = Ána Sílva; ana.silva@
JOÃO PEREIRA; joao.pereira@ = João Pereira; joao.pereira@
Jose Alvarez; jose.alvarez@ = José Álvarez; jose.alvarez@
Zoe Brandt; in/zoe-brandt = Zoë Brandt; in/zoe-brandt
Łukasz Wałęsa; lukasz.w@ = Lukasz Walesa; lukasz.w@
Søren Kjær; soren.kjaer@ = Soren Kjaer; soren.kjaer@
Renée Lefèvre; renee.lefevre@ = Renee Lefevre; renee.lefevre@
Dvořák Antonín; a.dvorak@ = Antonin Dvorak; a.dvorak@
François Noël; f.noel@ = Francois Noel; f.noel@
Gülşen Yıldız; gulsen@ = Gulsen Yildiz; gulsen@
Nuño Peña; nuno.pena@ = Nuno Pena; nuno.pena@
Đorđe Petrović; in/djordje = Dorde Petrovic; in/djordje
Ángela Núñez; +34 612 345 001 = Angela Nunez; +34 612 345 001
Íñigo Sáez = Inigo Saez
Chloé Dubois = Chloe Dubois
Jürgen Klein = Jurgen Klein
# umlauts and other letters written out
Jürgen Müller; j.mueller@ = Juergen Mueller; j.mueller@
Björn Schröder; b.schroeder@ = Bjoern Schroeder; b.schroeder@
Käthe Groß; kaethe.gross@ = Kaethe Gross; kaethe.gross@
Søren Møller; in/soren-moller = Soeren Moeller; in/soren-moller
Anders Åberg; anders.aberg@ = Anders Aaberg; anders.aberg@
Jörg Weiß = Joerg Weiss
Günther Bäcker = Guenther Baecker
Lars Ødegård = Lars Odegard
# short names
Robert Smith; bob.smith@ = Bob Smith; bob.smith@
William Turner; will.turner@ = Bill Turner; will.turner@
José García; pepe.garcia@ = Pepe García; pepe.garcia@
Francisco Ruiz; paco.ruiz@ = Paco Ruiz; paco.ruiz@
Elizabeth Jones; liz.jones@ = Liz Jones; liz.jones@
Katherine Hall; k.hall@ = Kate Hall; k.hall@
Aleksandr Volkov; a.volkov@ = Sasha Volkov; a.volkov@
Margaret Reid; in/mreid = Maggie Reid; in/mreid
Michael O'Brien; mike.obrien@ = Mike O'Brien; mike.obrien@
Thomas Baker; tom.baker@ = Tom Baker; tom.baker@
Giuseppe Conti; beppe.conti@ = Beppe Conti; beppe.conti@
Maximilian Roth; max.roth@ = Max Roth; max.roth@
Johannes Vogel; in/jvogel = Hannes Vogel; in/jvogel
Małgorzata Nowak; m.nowak@ = Gosia Nowak; m.nowak@
Volodymyr Koval; v.koval@ = Vova Koval; v.koval@
Ignacio Torres; nacho.torres@ = Nacho Torres; nacho.torres@
Christopher Lane; chris.lane@ = Chris Lane; chris.lane@
Charles Dunn = Chuck Dunn
Richard Holt = Rick Holt
Edward Marsh; +44 7700 900 101 = Ted Marsh; +44 7700 900 101
Samantha Price = Sam Price
Benjamin Adler = Ben Adler
Jennifer Cole; jen.cole@ = Jen Cole; jen.cole@
Dmitry Orlov; d.orlov@ = Dima Orlov; d.orlov@
Anastasia Belova; in/abelova = Nastya Belova; in/abelova
Montserrat Puig; montse.puig@ = Montse Puig; montse.puig@
Anthony Greco; tony.greco@ = Tony Greco; tony.greco@
Patricia Vance; +1 202 555 0111 = Trish Vance; +1 202 555 0111
Bobby Tate; b.tate@ = Rob Tate; b.tate@
# words in another order
Silva Ana; ana.silva@ = Ana Silva; ana.silva@
Kovács Péter; p.kovacs@ = Péter Kovács; p.kovacs@
Silva, Ana; ana.s@ = Ana Silva; ana.s@
García López, José; jgl@ = José García López; jgl@
Nguyen Van Minh; minh.nguyen@ = Minh Nguyen; minh.nguyen@
Li Xiaolong; x.li@ = Xiao Long Li; x.li@
Tanaka Hiroshi; in/htanaka = Hiroshi Tanaka; in/htanaka
Kim Min-jun; mj.kim@ = Minjun Kim; mj.kim@
Okafor Chidi = Chidi Okafor
Nagy Katalin; +36 30 123 4501 = Katalin Nagy; +36 30 123 4501
Müller, Hans-Peter = Hans-Peter Müller
Smith Bob; bob.smith@ = Robert Smith; bob.smith@
Kowalska Kasia; k.kowalska@ = Katarzyna Kowalska; k.kowalska@
# a part is missing, or only its first letter stands
Ana Maria Silva; ana.silva@ = Ana Silva; ana.silva@
José García López; jose.garcia@ = José García; jose.garcia@
John Fitzgerald Hughes; john.hughes@ = John Hughes; john.hughes@
Ana; ana.silva@ = Ana Silva; ana.silva@
J. Smith; john.smith@ = John Smith; john.smith@
A Silva; ana.silva@ = Ana Silva; ana.silva@
John A. Smith; jasmith@ = John Smith; jasmith@
John A. Smith; in/jasmith = John Andrew Smith; in/jasmith
Peter van den Berg; p.vandenberg@ = Peter Berg; p.vandenberg@
Maria da Conceição Santos; conceicao.santos@ = Maria Conceição Santos; conceicao.santos@
Ludwig von Hagen; l.vonhagen@ = Ludwig Hagen; l.vonhagen@
Ana da Silva; ana.dasilva@ = Ana Silva; ana.dasilva@
Luís de Sousa; luis.sousa@ = Luis Sousa; luis.sousa@
Carmen Ortiz Vega; in/carmen-ortiz = Carmen Ortiz; in/carmen-ortiz
Pedro Miguel Alves; +351 912 000 301 = Pedro Alves; +351 912 000 301
Sofia Isabel Gomes = Sofia Gomes
Dr. Eva Lang; eva.lang@ = Eva Lang; eva.lang@
Eva Lang, PhD; e.lang@ = Eva Lang; e.lang@
M. Ferrari; marco.ferrari@ = Marco Ferrari; marco.ferrari@
Robert "Bob" Nash; r.nash@ = Robert Nash; r.nash@
Prof. Karl Winter; in/kwinter = Karl Winter; in/kwinter
Tiago; tiago.lopes@ = Tiago Lopes; tiago.lopes@
Weber; anna.weber@ = Anna Weber; anna.weber@
# hyphens, apostrophes, words run together
Anne-Marie Weber; am.weber@ = Annemarie Weber; am.weber@
Jean-Pierre Dupont; jp.dupont@ = Jean Pierre Dupont; jp.dupont@
Sean O'Neill; sean.oneill@ = Sean ONeill; sean.oneill@
Sinéad O’Connor; s.oconnor@ = Sinead O Connor; s.oconnor@
Ronald McDonald; r.mcdonald@ = Ronald Mc Donald; r.mcdonald@
Gianni D'Angelo; g.dangelo@ = Gianni DAngelo; g.dangelo@
Lena Meyer-Schulz; lena.meyer@ = Lena Meyer; lena.meyer@
Omar Al-Sayed; o.alsayed@ = Omar Sayed; o.alsayed@
Vincent Vandenberg; v.berg@ = Vincent van den Berg; v.berg@
Marie-Claire Petit = Marie Claire Petit
Liam O'Hara = Liam OHara
Hans-Joachim Braun; in/hjbraun = Hansjoachim Braun; in/hjbraun
# the surname has changed
Ana Silva; ana.silva@ = Ana Costa; ana.silva@
Sarah Miller; sarah.miller@ = Sarah Thompson; sarah.miller@
Emma Clarke; in/emma-clarke = Emma Watts; in/emma-clarke
Julia Hoffmann; julia.hoffmann@ = Julia Krüger; julia.hoffmann@
Katarina Novak; katarina.n@ = Katarina Horvat; katarina.n@
Ana Maria Reis; anamaria@ = Ana Maria Lobo; anamaria@
Ewa Kowalska; ewa.kowalska@ = Ewa Wójcik; ewa.kowalska@
Laura Bianchi; +39 333 123 4501 = Laura Romano; +39 333 123 4501
Olga Petrova; olga.petrova@ = Olga Smirnova; olga.petrova@
Kate Lowe; kate.lowe@ = Katherine Burns; kate.lowe@
# slips of the fingers
Ana Sliva; ana.silva@ = Ana Silva; ana.silva@
Brain Murphy; brian.murphy@ = Brian Murphy; brian.murphy@
Peter Schmitt; p.schmidt@ = Peter Schmidt; p.schmidt@
Ricardo Almeda; r.almeida@ = Ricardo Almeida; r.almeida@
Cristina Fernadez; c.fernandez@ = Cristina Fernandez; c.fernandez@
Mihcael Stone; m.stone@ = Michael Stone; m.stone@
Gabriela Montero; gmontero@ = Gabreila Montero; gmontero@
Oliver Jhonson; o.johnson@ = Oliver Johnson; o.johnson@
Beatriz Carvalho; in/bcarvalho = Beatriz Carvallho; in/bcarvalho
Marai Santos; maria.santos@ = Maria Santos; maria.santos@
Viktor Lindqvist; v.lindqvist@ = Victor Lindkvist; v.lindqvist@
Steffen Baumgartner = Steffen Baumgaertner
Rodrigo Vasconcelos = Rodrigo Vasconselos
Helena Marques; +351 912 000 302 = Helena Marqes; +351 912 000 302
Stephan Zweig = Stefan Zweig
Matthias Keller = Mathias Keller
Philippa Grant = Phillipa Grant
Nicole Ackermann = Nicole Akcermann
Isabelle Fontaine = Isabele Fontaine
Thomas Andersen = Thomas Anderson
Eduardo Nogueira = Eduardo Nogeira
Charlotte Beaumont = Charlote Beaumont
Fernando Quintana = Fernando Quintanna
Juliette Moreau; juliette.moreau@ = Julliette Moreau; juliette.moreau@
# other scripts, and how they are written in ours
Yuri Petrov; y.petrov@ = Iurii Petrov; y.petrov@
Юрий Петров; y.petrov@ = Yuri Petrov; y.petrov@
Сергей Иванов; s.ivanov@ = Sergey Ivanov; s.ivanov@
Oleksandr Shevchenko; o.shevchenko@ = Олександр Шевченко; o.shevchenko@
Natalia Sokolova; n.sokolova@ = Nataliya Sokolova; n.sokolova@
Γιώργος Παππάς; g.pappas@ = Giorgos Pappas; g.pappas@
李小龙; bruce.li@ = Xiaolong Li; bruce.li@
山田太郎; t.yamada@ = Taro Yamada; t.yamada@
محمد علي; m.ali@ = Mohammed Ali; m.ali@
김민준; minjun@ = Minjun Kim; minjun@
Andriy Bondar; in/abondar = Andrii Bondar; in/abondar
Mohamed Hassan; m.hassan@ = Mohammed Hassan; m.hassan@
Dmitri Sokolov = Dmitry Sokolov
Aleksei Morozov = Alexey Morozov
Evgeny Kuznetsov; +7 912 345 67 01 = Yevgeny Kuznetsov; +7 912 345 67 01
Иван Попов = Ivan Popov
# found by a phone, a page, or one address of several
Ana Silva; +351 912 345 678 = Ana Silva; +351 912 345 678
Tom Becker; tom@; +49 170 123 4501 = Tom Becker; tom.becker@; +49 170 123 4501
Rosa Mendes; +351 912 000 303 = Rosa Mendes Pinto; +351 912 000 303
Karl Brandt; in/karl-brandt; karl@ = Karl Brandt; in/karl-brandt; k.brandt@
Nina Fischer; nina@; nina.fischer@ = Nina Fischer; nina.fischer@
Bruno Dias; +351 912 000 304 = B. Dias; +351 912 000 304
Lucía Herrera; lucia@; in/lucia-herrera = Lucia Herrera; in/lucia-herrera
Hugo Martin; +33 6 12 34 56 01 = Martin Hugo; +33 6 12 34 56 01
Ingrid Olsen; [nordic.talent@] = Ingrid Olsen; [nordic.talent@]
Paul Roberts; jobs@; paul@ = Paul Roberts; jobs@
# nothing in common but the name
Duarte Figueiredo; duarte@ = Duarte Figueiredo; d.figueiredo@
Agnieszka Zielińska; a.zielinska@ = Agnieszka Zielinska; aga@
Matteo Gallo; matteo.gallo@ = Mateo Gallo; mgallo@
Federica Villa; fvilla@ = Villa Federica; federica.villa@
Ravi Krishnan = Ravi Krishnan
Chen Wei; wei.chen@ = Wei Chen; chenw@
Leonor Tavares; leonor@ = Leonor Tavares; +351 912 000 305
# what recruiters paste: headlines, titles, capitals, a name at birth
DUPONT Jean; jean.dupont@ = Jean Dupont; jean.dupont@
Ana Silva (née Costa); ana.costa@ = Ana Costa; ana.costa@
Ana Silva, MBA, PMP; in/ana-silva-pmp = Ana Silva; in/ana-silva-pmp
Rita Gomes 🚀; in/rita-gomes = Rita Gomes; in/rita-gomes
Paul Weber - Senior Java Developer; paul.weber@ = Paul Weber; paul.weber@
Ana Silva; ana.silva+jobs@ = Ana Silva; ana.silva@
Katrin Meier-Hofer; k.hofer@ = Katrin Hofer; k.hofer@
Lucía Fernández de la Torre; lucia.fdlt@ = Lucia Fernandez; lucia.fdlt@
Jean-François Roy; jf.roy@ = JF Roy; jf.roy@
T.J. Miller; tj.miller@ = Thomas James Miller; tj.miller@
S. Ramakrishnan; s.ramakrishnan@ = Ramakrishnan S; s.ramakrishnan@
Sílvia Monteiro de Castro = Silvia Castro
Fernandes, Rui = Rui Fernandes
Rui Fernandez = Rui Fernandes
# a surname that is an office's word too
Erik Post; erik.post@ = Erik Post; erik.post@
Ola Nordmann; ola.nordmann@ = Ola Nordmann; ola.nordmann@
# more short names, and names of other tongues
José Carlos Santos; jcsantos@ = Zé Carlos Santos; jcsantos@
Guilherme Rocha; gui.rocha@ = Gui Rocha; gui.rocha@
Dolores Marín; lola.marin@ = Lola Marín; lola.marin@
Xavier Puig; xavi.puig@ = Xavi Puig; xavi.puig@
Catherine O'Leary; cath.oleary@ = Cathy O Leary; cath.oleary@
Alexandra Cooper; sandy.cooper@ = Sandy Cooper; sandy.cooper@
Jakub Lis; k.lis@ = Kuba Lis; k.lis@
Ekaterina Volkova; +7 912 345 67 02 = Katya Volkova; +7 912 345 67 02
Katarzyna Wójcik = Kasia Wojcik
Elizabeth Taylor = Liz Taylor
Jonathan Smith; jon.smith@ = John Smith; jon.smith@
Nguyễn Văn Đức; duc.nguyen@ = Duc Nguyen; duc.nguyen@
Björk Guðmundsdóttir; bjork.g@ = Bjork Gudmundsdottir; bjork.g@
Þór Jónsson; thor.jonsson@ = Thor Jonsson; thor.jonsson@
Abd al-Rahman Haddad; a.haddad@ = Abdulrahman Haddad; a.haddad@
Mohamad El-Khoury; m.khoury@ = Mohammad Khoury; m.khoury@
Ahmed Youssef = Ahmad Yousef
Christine Nielsen = Kristine Nielsen
Katharina Schäfer = Catharina Schaefer
Zhao Min = Min Zhao
# a second look: written after the rule was bettered, before it was asked
Fiona MacDonald; fiona.macdonald@ = Fiona McDonald; fiona.macdonald@
Md. Rahman; md.rahman@ = Mohammad Rahman; md.rahman@
Mª José Ruiz; mjose.ruiz@ = María José Ruiz; mjose.ruiz@
Φώτης Νικολάου; f.nikolaou@ = Fotis Nikolaou; f.nikolaou@
Trần Kim Ngân; ngan.tran@ = Kim Ngan Tran; ngan.tran@
Zoe Brandt; sunshine77@ = Zoë Brandt; sunshine77@
Fco Javier Díaz = Francisco Javier Díaz
Dan Brown-Smith = Daniel Smith
Maria Clara Nogueira de Souza = Clara Nogueira
Kevin O Donnell = Kevin O'Donnell
Nguyen Thi Lan = Lan Nguyen
Mark Zuckerman = Marc Zuckermann
Tanja Müller-Lüdenscheidt = Tanja Mueller Luedenscheidt
Sven Åkerström = Sven Akerstroem
Yıldırım Öztürk = Yildirim Ozturk
Jon Snow = Jonathan Snow
# what nobody could tell from what is written
Sarah Young; sarah.young@ = Sarah Okonkwo; s.okonkwo@
Zhang Wei; z.wei@ = David Zhang; david.zhang@
Эдуард Хиль = Eduard Khil
"""

APART = """
# twins, brothers and sisters on one address or phone
Maria Rossi; rossi.casa@ = Mario Rossi; rossi.casa@
Maria Rossi; mrossi@ = Mario Rossi; mrossi@
Anna Weber; a.weber@ = Hanna Weber; a.weber@
Alexander Braun; a.braun@ = Alexandra Braun; a.braun@
Jan Novak; j.novak@ = Jana Novak; j.novak@
Paul Meier; p.meier@ = Paula Meier; p.meier@
Daniel Costa; d.costa@ = Daniela Costa; d.costa@
Julian Hart; j.hart@ = Juliana Hart; j.hart@
Marian Popa; m.popa@ = Marina Popa; m.popa@
Petr Novák; p.novak@ = Petra Nováková; p.novak@
Luca Greco; greco@ = Lucia Greco; greco@
Tim Schulz; t.schulz@ = Tom Schulz; t.schulz@
Amy Chan; chan@ = May Chan; chan@
Anna Maria Rossi; amrossi@ = Anna Lucia Rossi; amrossi@
Jack Dunne; dunne@ = James Dunne; dunne@
Sofia Reis; s.reis@ = Sonia Reis; s.reis@
Carlos Pinto; c.pinto@ = Carla Pinto; c.pinto@
Andrea Conti; a.conti@ = Andreas Conti; a.conti@
Eva Lind; +46 70 123 45 01 = Eli Lind; +46 70 123 45 01
Gabriel Lopes; glopes@ = Gabriela Lopes; glopes@
Victor Hugo; v.hugo@ = Victoria Hugo; v.hugo@
Christian Bauer; c.bauer@ = Christina Bauer; c.bauer@
Robert Kern; r.kern@ = Roberta Kern; r.kern@
Martin Sand; m.sand@ = Martina Sand; m.sand@
Karl Frost; k.frost@ = Karla Frost; k.frost@
Filip Dahl; f.dahl@ = Filippa Dahl; f.dahl@
Olivia Hunt; o.hunt@ = Oliver Hunt; o.hunt@
Stefan Wolf; s.wolf@ = Stefanie Wolf; s.wolf@
Lena Kraus; l.kraus@ = Lea Kraus; l.kraus@
Nicolas Roux; n.roux@ = Nicole Roux; n.roux@
Emil Berg; e.berg@ = Emily Berg; e.berg@
Joan Serra; j.serra@ = Joana Serra; j.serra@
Erik Holm; e.holm@ = Erika Holm; e.holm@
Michal Zak; m.zak@ = Michaela Zak; m.zak@
# the same, with the surname first
Rossi Maria; rossi.maria@ = Rossi Mario; rossi.maria@
Popa Marian; m.popa@ = Popa Marina; m.popa@
Kovács Péter; kovacs.peter@ = Kovács Anna; kovacs.peter@
Tanaka Hiroshi; tanaka@ = Tanaka Hiroko; tanaka@
Nguyen Van Minh; nguyen.minh@ = Nguyen Van Linh; nguyen.minh@
Thomas Maria; thomas.maria@ = Thomas Mario; thomas.maria@
Nagy Katalin; nagy@ = Nagy Katinka; nagy@
Wang Xiaoming; wang.xiaoming@ = Wang Xiaomin; wang.xiaoming@
Horvat Ivan; horvat.ivan@ = Ivana Horvat; horvat.ivan@
Kim Minjun; kim.minjun@ = Kim Minseo; kim.minjun@
# couples, families
Hans Müller; familie.mueller@ = Anna Müller; familie.mueller@
John Smith; thesmiths@ = Jane Smith; thesmiths@
Pierre Martin; famille.martin@ = Claire Martin; famille.martin@
Ana Silva; silva.familia@ = Rui Silva; silva.familia@
Marco Bruno; bruno.casa@ = Elena Bruno; bruno.casa@
Peter Hill; hill.family@ = Peter Hill Jr; hill.family@
Tom and Sue Reed; reeds@ = Sue Reed; reeds@
M. Rossi; rossi@ = Maria Rossi; rossi@
J. Ortega; ortega@ = Julia Ortega; ortega@
Ana Silva; [ana.rui@] = Rui Silva; [ana.rui@]
Maria Silva; silva.maria@ = Ana Maria Silva; silva.maria@
Olaf Berg; +47 912 34 501 = Kari Berg; +47 912 34 501
Rita Lobo; ritalobo@ = Pedro Lobo; ritalobo@
Mia Keller; +49 170 123 4502 = Noah Keller; +49 170 123 4502
Inês Faria; fam.faria@ = Inês Faria Lopes; fam.faria@
Carmen Vega; carmen.vega@ = Luis Vega; carmen.vega@
# father and son, mother and daughter
John Smith Sr; john.smith@ = John Smith Jr; john.smith@
John Smith; john.smith@ = John Smith Jr.; john.smith@
José Almeida; jose.almeida@ = José Almeida Filho; jose.almeida@
António Reis; antonio.reis@ = António Reis Neto; antonio.reis@
Henry Ford II; henry.ford@ = Henry Ford III; henry.ford@
Carlos Ruiz; carlos.ruiz@ = Carlos Ruiz Hijo; carlos.ruiz@
Alexandre Dumas père; a.dumas@ = Alexandre Dumas fils; a.dumas@
Robert Lee Senior; +1 202 555 0112 = Robert Lee Junior; +1 202 555 0112
John A. Smith; johnsmith@ = John B. Smith; johnsmith@
William P. Gates; w.gates@ = William H. Gates; w.gates@
George Walker Bush; g.bush@ = George Herbert Bush; g.bush@
Peter Lang; +43 660 123 4501 = Peter Lang jun; +43 660 123 4501
Paulo Souza; +55 11 91234 5601 = Paulo Souza Júnior; +55 11 91234 5601
Grace Moore; gmoore@ = Joyce Moore; gmoore@
# an agency's, an office's, a role's address
Ana Silva; jobs@ = Ben Okoro; jobs@
Ana Silva; info@ = Ana Costa; info@
Ana Silva; hr.lisbon@ = Ana Sousa; hr.lisbon@
Karl Huber; bewerbung@ = Karl Hubert; bewerbung@
Tim Rowe; recruiting@ = Tom Rowe; recruiting@
Nadia Amari; contact@ = Nadine Amari; contact@
Ana Silva; carla@ = Ana Costa; carla@
Paul Green; carla@ = Paula Green; carla@
John Lee; talent@ = John Li; talent@
Diego Soto; empleo@ = Diego Sota; empleo@
Peter Wood; office@ = Peter Woods; office@
Lucas Petit; recrutement@ = Luca Petit; recrutement@
Rui Alves; rh@ = Rui Alvim; rh@
Eva Horn; candidates@ = Ewa Horn; candidates@
Ana Silva; [best.people@] = Ana Silvestre; [best.people@]
João Melo; [best.people@] = Joana Melo; [best.people@]
Max Frank; sales@ = Frank Max; sales@
Ines Gil; team@ = Inês Gil; team@
Mark Stein; cv@ = Marc Steiner; cv@
Nora Falk; hello@ = Nora Falke; hello@
Adam West; smith.agency@ = Adam East; smith.agency@
Omar Aziz; kontakt@ = Omar Azizi; kontakt@
# another's address, typed or given by mistake
Ana Silva; ben.okoro@ = Ben Okoro; ben.okoro@
Ben Okoro; ana.silva@ = Ana Silva; ana.silva@
Rita Reis; tom.becker@ = Tom Becker; tom.becker@
Chidi Eze; in/ana-silva = Ana Silva; in/ana-silva
Lars Holm; in/lars-holm = Lena Holm; in/lars-holm
Hiro Sato; k.tanaka@ = Kenji Tanaka; k.tanaka@
Ali Khan; a.khan@ = Aisha Khan; a.khan@
Marta Gil; in/marta-gil = Marco Gil; in/marta-gil
Ian Shaw; sean.shaw@ = Sean Shaw; sean.shaw@
Peter Klein; pierre.klein@ = Pierre Klein; pierre.klein@
Lisa Brandt; e.brandt@ = Elisabeth Brandt-Meyer; in/ebrandt; e.brandt@
Sam Ode; s.ode@ = Samira Ode; s.ode@
# one phone, several people
Ana Silva; +351 912 345 679 = Ben Okoro; +351 912 345 679
Ana Silva; +351 912 345 680 = Ana Santos; +351 912 345 680
Karim Said; +212 612 345 601 = Nadia Said; +212 612 345 601
Anna Berg; +49 30 123 4567 = Olaf Stein; +49 30 123 4567
Mei Lin; +86 138 1234 5601 = Jun Lin; +86 138 1234 5601
Ivo Kos; +385 91 123 4501 = Iva Kos; +385 91 123 4501
Ed Stone; +1 202 555 0113 = Al Stone; +1 202 555 0113
Piotr Mazur; +48 512 345 601 = Paweł Mazur; +48 512 345 601
Ana Silva; +351 912 345 681; ana.s@ = Ana Silva; +351 912 345 681; ana.silva.2@
# one name, several people
Ana Silva; ana.silva@ = Ana Silva; silva.ana.porto@
John Smith; john@ = John Smith; john.smith.london@
José García; in/jose-garcia-1 = José García; in/jose-garcia-2
Maria Santos = Maria Santos
Wei Zhang; wei.zhang@ = Wei Zhang; wzhang@
Mohammed Ali; +44 7700 900 102 = Mohammed Ali; +44 7700 900 103
Peter Schmidt; p.schmidt@ = Peter Schmitt; p.schmitt@
Kim Lee; kim.lee@ = Lee Kim; lee.kim@
Andrea Rossi; andrea.rossi.roma@ = Andrea Rossi; andrea.rossi.milano@
Thomas Martin; tmartin@ = Martin Thomas; martin.t@
David Jones; david.j@; in/djones = David Jones; david.jones@; in/davidjones
Sara Lund; in/sara-lund; sl@ = Sara Lund; in/sara-lund-2; sl@
# names that look alike
Ana Silva = Ana Silveira
Ana Silva = Anabela Silva
Ana Silva = Ana Santos
Marta Costa = Maria Costa
Jon Hall = John Ball
Peter Schmid = Petra Schmidt
Carl Olsen = Carla Olson
Ivan Petrov = Ivana Petrova
Lee Wong = Lea Wong
Eric Blom = Erica Blom
Ben Stone = Bea Stone
Mark Rose = Mary Rose
Alan Park = Alana Parks
Luis Vidal = Luisa Vidal
Tina Ford = Nina Ford
Rob Marsh = Ron Marsh
Kai Winter = Kay Winters
Anna Klein = Hanna Klein
Noel Grant = Noelle Grant
Jose Luis Mora = Jose Maria Mora
Tom Hardy = Tim Hardy
Sean Penn = Sven Penn
Marie Curie = Mario Curie
Dan Brown = Dana Brown
Pat Cash = Matt Cash
# names of the same words that are others' all the same
Maria José Pinto; mjpinto@ = José Maria Pinto; mjpinto@
Martin Thomas Keller; keller.mt@ = Thomas Martin Keller; keller.mt@
Jón Einarsson; einarsson@ = Einar Jónsson; einarsson@
# two who are called alike, by one short name or one letter
Christopher Evans; chris.evans@ = Christine Evans; chris.evans@
Alexander Petrov; sasha.petrov@ = Alexandra Petrova; sasha.petrov@
Patrick Doyle; pat.doyle@ = Patricia Doyle; pat.doyle@
Samuel Wright; sam.wright@ = Samantha Wright; sam.wright@
Daniel Torres; dani.torres@ = Daniela Torres; dani.torres@
J. Smith; john.smith@ = Jane Smith; john.smith@
A. Silva; a.silva@ = André Silva; a.silva@
Frank Moser; f.moser@ = Franz Moser; f.moser@
Jan de Vries; jdevries@ = Jaap de Vries; jdevries@
Sean Murphy; s.murphy@ = Shane Murphy; s.murphy@
Jean Martin; jmartin@ = Jeanne Martin; jmartin@
Stephan Roy; s.roy@ = Stephanie Roy; s.roy@
Julien Blanc; j.blanc@ = Julie Blanc; j.blanc@
Evgeny Popov; popov@ = Evgenia Popova; popov@
Wang Fang; wang.f@ = Wang Fan; wang.f@
Nguyen Van An; nva@ = Nguyen Van Anh; nva@
Ana Paula Souza; apsouza@ = Ana Carolina Souza; apsouza@
Ana Luísa Melo; analu@ = Ana Lúcia Melo; analu@
Juan García López; garcialopez@ = Julián García López; garcialopez@
Robert Downey; rdowney@ = Robert Downey II; rdowney@
# husband and wife of one first name, and somebody who sends others' CVs from her own address
Harpreet Singh; harpreet@ = Harpreet Kaur; harpreet@
Ana Silva; ana@ = Ana Costa; ana@
Maria Lopes; maria.recruiter@ = Maria Teixeira; maria.recruiter@
Ana Silva; marta.vidal@ = Ana Sousa; marta.vidal@
# an address that stands for none, an office's in other tongues, a family's
Maria Silva; noemail@ = Maria da Silva; noemail@
Ana Silva; none@ = Ana Silva; none@
Jan Nowak; brak@ = Jan Nowak; brak@
John Smith; test@ = John Smith; test@
João Santos; semmail@ = João dos Santos; semmail@
Maria Santos; vagas@ = Maria dos Santos; vagas@
Jan Nowak; rekrutacja@ = Jan Nowak; rekrutacja@
Jan de Boer; vacatures@ = Jan Boer; vacatures@
Ana Ruiz; seleccion@ = Ana Ruiz Vega; seleccion@
Mary Johnson; johnsonfamily@ = Mary Ann Johnson; johnsonfamily@
# a page that is a firm's, not a person's
Eva Lang; github.com/acme-labs = Eva Stein; github.com/acme-labs
# a second look: written after the rule was bettered, before it was asked
Jo Burke; jo.burke@ = Joe Burke; jo.burke@
Kai Winter; winter@ = Kay Winter; winter@
Laura Gómez; contacto@ = Laura Gómez Ruiz; contacto@
Bruno Martins; bruno.martins@ = Martim Bruno; bruno.martins@
Andrea Bauer; andrea.bauer@ = Andreas Bauer; andrea.bauer@
Carmen Díaz; carmendiaz@ = Carmela Díaz; carmendiaz@
Ronaldo Lima; ronaldo.lima@ = Reinaldo Lima; ronaldo.lima@
Leonardo Brito; leo.brito@ = Leandro Brito; leo.brito@
Marcelo Dias; marcelo.d@ = Marcela Dias; marcelo.d@
Elisabeth Maurer; e.maurer@ = Elisa Maurer; e.maurer@
Francisco Costa; fran.costa@ = Francisca Costa; fran.costa@
Simon Frey; simon.frey@ = Simone Frey; simon.frey@
Theo Lang; theo.lang@ = Thea Lang; theo.lang@
Ana Beatriz Lima; ana.lima@ = Ana Clara Lima; ana.lima@
Ana Silva; ana.santos@ = Ana Costa; ana.santos@
Li Ming; liming@ = Li Meng; liming@
Smith J; john.smith@ = Jane Smith; john.smith@
R. Costa; rcosta@ = Rui Costa; rcosta@
Pedro Alves; pedro.talentos@ = Pedro Matos; pedro.talentos@
Ana Pereira Lima; ana.recrutadora@ = Ana Lima Pereira; ana.recrutadora@
# nothing alike
Ana Silva; ana@ = Ben Okoro; ben@
Rita Reis; +351 912 000 306 = Tom Becker; +49 170 123 4503
李小龙; bruce@ = 山田太郎; taro@
Юрий Петров; yuri@ = Ольга Смирнова; olga@
Zoe Brandt; in/zoe = Liam Byrne; in/liam
Chen Wei = Dmitry Orlov
Inês Faria = Renée Lefèvre
Ana = Ben
Omar Sharif; omar@ = Grace Hopper; grace@
Nikola Tesla = Thomas Edison
"""


def read(table: str) -> list[tuple[tuple[str, tuple[Contact, ...]], tuple[str, tuple[Contact, ...]]]]:
    """The pairs of a table, each record a name with its contacts."""
    lines = [line for line in table.strip().splitlines() if line and not line.startswith("#")]
    pairs = [line.split(" = ") for line in lines]
    return [(_record(one), _record(other)) for one, other in pairs]


def _record(text: str) -> tuple[str, tuple[Contact, ...]]:
    name, *contacts = (part.strip() for part in text.split(";"))
    return name, tuple(map(_contact, contacts))


def _contact(text: str) -> Contact:
    bare = text.strip("[]")
    whole = f"{bare}example.com" if bare.endswith("@") else f"linkedin.com/{bare}" if bare.startswith("in/") else bare
    return Contact(*sort_contact(whole), shared=bare != text)
