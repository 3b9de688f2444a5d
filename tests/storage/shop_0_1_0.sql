-- A shop of version 0.1.0 on SQLite, written by that version itself: orders in every state. Its key is that of the tests.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0001');
CREATE TABLE categories (
	id INTEGER NOT NULL, 
	slug TEXT NOT NULL, 
	title_en TEXT NOT NULL, 
	title_zh TEXT NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_categories PRIMARY KEY (id), 
	CONSTRAINT uq_categories_slug UNIQUE (slug)
);
INSERT INTO "categories" VALUES(1,'emby','Emby','Emby',0);
INSERT INTO "categories" VALUES(2,'access','All access','全站通行',1);
INSERT INTO "categories" VALUES(3,'tools','Software','软件工具',2);
CREATE TABLE consent_head (
	id SMALLINT NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_consent_head PRIMARY KEY (id), 
	CONSTRAINT ck_consent_head_single CHECK (id = 1)
);
INSERT INTO "consent_head" VALUES(1,'f28e03dd46ce4bdf59cc1b004044a9a229b65531ee09140fad6952579be9981c');
CREATE TABLE consents (
	id INTEGER NOT NULL, 
	pseudonym TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	language TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	mechanism TEXT NOT NULL, 
	message_id BIGINT, 
	update_id BIGINT, 
	prev_hash TEXT NOT NULL, 
	hash TEXT NOT NULL, 
	CONSTRAINT pk_consents PRIMARY KEY (id), 
	CONSTRAINT uq_consents_prev_hash UNIQUE (prev_hash), 
	CONSTRAINT uq_consents_hash UNIQUE (hash)
);
INSERT INTO "consents" VALUES(1,'B9DnDlMQ34iTpYwJCW24dw','terms',1,'en','a17dab417a85ce58f21efc56d131c1031bdb7ad37df4414c89ef67f5a6744f9e',1795936841979,'inline_button',14,1795936845,'0000000000000000000000000000000000000000000000000000000000000000','c03dd069d6b4f07130050424d32082c36167882a3f3fa9a3296257de5081b784');
INSERT INTO "consents" VALUES(2,'G-oByjSSNAh30GQdy28FmQ','terms',1,'en','a17dab417a85ce58f21efc56d131c1031bdb7ad37df4414c89ef67f5a6744f9e',1795938105204,'inline_button',47,1795936879,'c03dd069d6b4f07130050424d32082c36167882a3f3fa9a3296257de5081b784','b7f3db402dc85c235b42f47ad52b7459e2d9418af781f1607ebbed12d4b295b0');
INSERT INTO "consents" VALUES(3,'6WqGpnEOmjR9LwXF5sBiHQ','terms',1,'en','a17dab417a85ce58f21efc56d131c1031bdb7ad37df4414c89ef67f5a6744f9e',1797925311494,'inline_button',105,1795936930,'b7f3db402dc85c235b42f47ad52b7459e2d9418af781f1607ebbed12d4b295b0','acfe36b69b87ee429293920188e8defcc1e6e366085e4eb4a907f6483f4d6031');
INSERT INTO "consents" VALUES(4,'utfT5JHKL-617p1bb6CLUw','terms',1,'zh','48578e7a2fcd52705b3dcb380febf56284ea31c7e9d60de20a7be27a44da6447',1797925311603,'inline_button',107,1795936933,'acfe36b69b87ee429293920188e8defcc1e6e366085e4eb4a907f6483f4d6031','f35e2f2e07b0bac9d227cce3a0b7422c9257f2455553f91d2ffff7208b57bdd2');
INSERT INTO "consents" VALUES(5,'af8SyH-bWsQbHiWvTofNMQ','terms',1,'zh','48578e7a2fcd52705b3dcb380febf56284ea31c7e9d60de20a7be27a44da6447',1797926574174,'inline_button',143,1795936960,'f35e2f2e07b0bac9d227cce3a0b7422c9257f2455553f91d2ffff7208b57bdd2','f28e03dd46ce4bdf59cc1b004044a9a229b65531ee09140fad6952579be9981c');
CREATE TABLE conversations (
	"key" TEXT NOT NULL, 
	state TEXT, 
	data BLOB, 
	updated_at BIGINT NOT NULL, 
	CONSTRAINT pk_conversations PRIMARY KEY ("key")
);
CREATE TABLE customers (
	id BIGINT NOT NULL, 
	pseudonym TEXT NOT NULL, 
	name BLOB NOT NULL, 
	language TEXT, 
	guess TEXT NOT NULL, 
	first_seen BIGINT NOT NULL, 
	unreachable_since BIGINT, 
	CONSTRAINT pk_customers PRIMARY KEY (id), 
	CONSTRAINT uq_customers_pseudonym UNIQUE (pseudonym)
);
INSERT INTO "customers" VALUES(9001,'vC_9Vca9ObhcrCexsTI2tA',X'674141414141427243394A4A776E775A385445787567597832354B5966536E5767734E47503364526F36494C7A326B445257484B5169387655754E7451584D447351685167336372516A7273412D4E5A6B6E5451597A637170505178613977434B773D3D','en','en',1795936841011,NULL);
INSERT INTO "customers" VALUES(20000,'B9DnDlMQ34iTpYwJCW24dw',X'674141414141427243394A4A706E4439707372773452327253746F74507A4746767841597730576C385769655242456474466C46704C77654546644E62587836356F6777733734556845664B696D4E69637167784B4E5270474D6275775836436A413D3D','en','en',1795936841841,NULL);
INSERT INTO "customers" VALUES(20001,'G-oByjSSNAh30GQdy28FmQ',X'674141414141427243394A4E726466766B6B71455959736D42596B3452597758515876676F3656657953445879474754656D5A65434C4973326235474A4F734870314873505F6547347245464F342D384C5F5032426E416B393550416C32705041773D3D','en','en',1795938105065,NULL);
INSERT INTO "customers" VALUES(20002,'6WqGpnEOmjR9LwXF5sBiHQ',X'674141414141427243394A543171754131756C7870585351453068394D6336615757704B4F6F6475786578677050457A344348397539324842576D6650412D48624676303578784357736C7151666C7342544D743232455F6B655A534346734950773D3D','en','en',1797925311350,NULL);
INSERT INTO "customers" VALUES(20003,'utfT5JHKL-617p1bb6CLUw',X'674141414141427243394A5441785A5053776439527A7A4466495A6D7372776A6E61655239575A74526D7659754E7A434E6E4347396241594F5458536638675242517057746468446B4B396E6D486A7648696B2D306A4B5A4447324C496D2D6955513D3D','zh','zh',1797925311535,NULL);
INSERT INTO "customers" VALUES(20004,'af8SyH-bWsQbHiWvTofNMQ',X'674141414141427243394A56744464436A6D374E756C4E7472424932484647416E616A5A50665172346457706A50565941504F645F695A6D64796E314F5F61427769624A6C6C336C3775577A6C6238735249414B4F577A674B3056637452634F5F413D3D','zh','zh',1797925313969,NULL);
CREATE TABLE deliveries (
	id INTEGER NOT NULL, 
	order_id TEXT NOT NULL, 
	part SMALLINT NOT NULL, 
	customer_id BIGINT NOT NULL, 
	state TEXT NOT NULL, 
	doubts SMALLINT DEFAULT '0' NOT NULL, 
	copy BOOLEAN NOT NULL, 
	due_at BIGINT NOT NULL, 
	lease_until BIGINT, 
	attempts SMALLINT DEFAULT '0' NOT NULL, 
	message_id BIGINT, 
	error TEXT, 
	CONSTRAINT pk_deliveries PRIMARY KEY (id), 
	CONSTRAINT uq_deliveries_order_id_part UNIQUE (order_id, part), 
	CONSTRAINT ck_deliveries_state CHECK (state IN ('DUE', 'SENDING', 'SENT', 'SEEN', 'UNCERTAIN', 'UNREACHABLE', 'ATTENTION', 'WITHDRAWN')), 
	CONSTRAINT fk_deliveries_order_id FOREIGN KEY(order_id) REFERENCES orders (id)
);
INSERT INTO "deliveries" VALUES(1,'grbt7fdft9UMTCYQeTBN1A',1,20000,'SENT',0,0,1795936842215,NULL,1,19,NULL);
INSERT INTO "deliveries" VALUES(2,'_pE58ShIKgMH6xwxvGbMYA',1,20000,'SENT',0,0,1795936842500,NULL,1,24,NULL);
INSERT INTO "deliveries" VALUES(3,'Tab_UyIShQPBnu2N8fBzjQ',1,20000,'SENT',0,0,1795936843367,NULL,1,29,NULL);
INSERT INTO "deliveries" VALUES(4,'j85X92mv9XXp960GZuhogg',1,20001,'SENT',0,0,1795936845447,NULL,1,54,NULL);
INSERT INTO "deliveries" VALUES(5,'NFy2n6dPyZ4lBmgn7cMrLQ',1,20000,'SENT',0,0,1795936846280,NULL,1,66,NULL);
INSERT INTO "deliveries" VALUES(6,'LJEO9jxQ0LSFLpdPoeBnNA',1,20002,'SENT',0,0,1795936852089,NULL,1,122,NULL);
INSERT INTO "deliveries" VALUES(7,'bBpXqSi2JkRkRdQEb7bn9g',1,20000,'SENT',0,0,1795936852582,NULL,1,131,NULL);
INSERT INTO "deliveries" VALUES(8,'Jg_Fg7s91JJeGSUp2UGa6w',1,20004,'SENT',0,0,1795936855123,NULL,1,152,NULL);
INSERT INTO "deliveries" VALUES(9,'xPTjJTnF-ALkAuPc55TdTg',1,20002,'SENT',0,0,1795936857885,NULL,1,182,NULL);
CREATE TABLE documents (
	id INTEGER NOT NULL, 
	kind TEXT NOT NULL, 
	version INTEGER NOT NULL, 
	language TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	body TEXT NOT NULL, 
	published_at BIGINT NOT NULL, 
	CONSTRAINT pk_documents PRIMARY KEY (id), 
	CONSTRAINT uq_documents_kind_version_language UNIQUE (kind, version, language), 
	CONSTRAINT ck_documents_kind CHECK (kind IN ('terms', 'privacy')), 
	CONSTRAINT ck_documents_language CHECK (language IN ('en', 'zh'))
);
INSERT INTO "documents" VALUES(1,'terms',1,'en','a17dab417a85ce58f21efc56d131c1031bdb7ad37df4414c89ef67f5a6744f9e','<b>OceanMart Terms of Service</b>
Version 2026-11-23

These terms are a contract between you and OceanMart. Please read them before you buy. “We” means OceanMart and, where a service itself is concerned, OceanCloud, the company that provides it. When you press Accept, you agree to all of them.

<b>1. Who we are</b>
1.1 OceanCloud is a global technology brand. It maintains infrastructure and provides high-quality network data communication.

1.2 OceanMart is the only official distributor appointed by OceanCloud. We sell Emby Media Library licenses, value-added subscription plans and related digital products. We deliver orders automatically and give first-line technical support. Anyone else who claims to sell officially for OceanCloud does not act for us.

<b>2. Using the service</b>
2.1 You must strictly obey the law while you use the service: the law where you are, and the law that applies to the service.

2.2 To buy, you must be at least 18 years old, or have the permission of a parent or guardian. You must also be allowed to use such a service where you live.

2.3 What you buy is for your own use. You may not resell, rent out, publish or share it unless we have agreed in writing. Keep your codes and links secret, as you would a password.

<b>3. Orders, payment and refunds</b>
3.1 The bot shows what you get, how long it lasts and what it costs before you confirm. You pay with Telegram Stars, or in another way if the payment screen offers one. OceanMart is the seller, not Telegram. Telegram’s support cannot help with purchases made here; we can: send /paysupport.

3.2 Our goods are <b>instant and irreversible</b> digital services. Once delivery is complete, the rights are activated and we cannot take them back. By confirming an order, you consent to immediate delivery and confirm that you have considered whether the goods suit you. Where the law lets you give up a right of withdrawal by this consent, you give it up.

3.3 <b>All sales are therefore final: no refunds, no credits and no exchanges.</b> The only exception is a technical fault of our own that makes the service fail permanently. All of this applies except where mandatory law requires otherwise.

3.4 A technical fault of our own means that a fault in our systems, and nothing on your side, permanently keeps you from using what you paid for. The cases are: the goods never reached you; the code or link was already invalid when we delivered it; or the service you bought has failed for good before its time was over. It is not a technical fault if you change your mind, if your device, app or network does not work with the service, if you break these terms, or if an event under 4.1 is the cause.

3.5 To claim a technical fault, send /paysupport to this bot with your order number and a description of what happened; a screenshot helps. We compare it with our records and answer you in the bot. We first try to repair or replace. If that does not work, we refund you by the way you paid: Stars go back to your Stars balance.

3.6 If you were charged twice for one order, we return the second charge. That is not a refund of goods, and 3.3 does not stand in its way.

<b>4. Availability, liability and compliance</b>
4.1 We aim for 99.9% uptime. This is an aim, not a guarantee. We are not liable for interruptions caused by fluctuations in backbone networks, by government intervention or by the failure of upstream providers.

4.2 OceanCloud provides the technology. You alone answer for what you do with it. If an authority investigates, we comply with its lawful requests and end the service concerned at once.

4.3 Nothing in these terms excludes liability, or takes away consumer rights, where mandatory law forbids it.

<b>5. Prohibited conduct and termination</b>
5.1 You may not: log in to one account from several IP addresses beyond what your plan allows; attack, scan or overload our systems or those of others; resell without permission; get around technical limits; pay with stolen or forged means; or use the service for anything illegal.

5.2 If you do, we may end your service permanently, without warning and without refund, and report the matter to the authorities. Everything you hold from us may then be revoked. We keep a record of the facts. If you think we are wrong, tell us with /support.

<b>6. General</b>
6.1 Privacy. We use your data only to run and improve the service, and never share it; what the law compels us to hand over under 4.2 is the one exception. Our separate privacy policy says more: send /privacy.

6.2 Changes. We may amend these terms. An amendment takes effect when it is published here. We ask you to accept the new version at your next purchase; without that, you cannot buy. An order you have already placed stays under the version you accepted for it.

6.3 Electronic contract. Your acceptance in this bot has the same force as a signed contract. We record who accepted which version, in which language and when, with a fingerprint of the exact text.

6.4 Language. These terms exist in English and in Chinese, with the same clauses. The version you accepted in your language is the one that binds you and us, even if the two should differ. If you accepted both, the one you accepted last counts.

6.5 If a court finds one clause invalid, the others remain in force.

6.6 Contact. /support for all questions, /paysupport for payments and faults, /privacy for your data, /terms to read this text again. These commands always work, even if you have not accepted the terms or your service has ended.
',1795936840817);
INSERT INTO "documents" VALUES(2,'terms',1,'zh','48578e7a2fcd52705b3dcb380febf56284ea31c7e9d60de20a7be27a44da6447','<b>云海Mart 服务条款</b>
版本 2026-11-23

本条款是您与云海Mart（OceanMart）之间的合同，购买前请仔细阅读。文中“我们”指云海Mart；涉及服务本身时，也指提供该服务的云海互联（OceanCloud）。点击“同意”，即表示您接受全部条款。

<b>1. 我们是谁</b>
1.1 云海互联是全球性科技品牌，从事基础设施维护，提供高品质的网络数据通信。

1.2 云海Mart是云海互联指定的唯一官方经销商，销售 Emby 媒体库授权、增值订阅套餐及相关数字商品，订单自动交付，并提供初级技术支持。其他任何人自称云海互联官方销售，均与我们无关。

<b>2. 使用服务</b>
2.1 使用服务期间，您必须严格遵守法律，包括您所在地的法律和适用于本服务的法律。

2.2 购买者须年满 18 周岁，或已取得父母或其他监护人的许可，且所在地允许您使用此类服务。

2.3 所购商品仅供本人使用。未经我们书面同意，不得转售、出租、公开或与他人共用。授权码和链接请像密码一样妥善保管。

<b>3. 订单、付款与退款</b>
3.1 确认订单之前，机器人会列明商品内容、有效时长和价格。您可使用 Telegram Stars（星星）付款；付款页面列有其他方式的，也可选用。卖方是云海Mart，不是 Telegram。Telegram 官方客服无法处理在此购买的问题，请发送 /paysupport 联系我们。

3.2 我们的商品是<b>即时生效、不可撤回</b>的数字服务：一经交付完成，相关权益即已激活，无法收回。确认订单，即表示您同意立即交付，并已自行评估商品是否适合自己。法律允许以此同意放弃撤回权的，您即放弃该权利。

3.3 <b>因此，所有商品售出后概不退款、不返还额度、不换货。</b>唯一的例外是：因我们自身的技术故障，导致服务永久失效。以上约定，法律另有强制性规定的除外。

3.4 “我们自身的技术故障”，是指问题出在我们的系统，而非您这一方，且使您永久无法使用已付款的商品。具体包括：商品始终未送达；授权码或链接在交付时就已失效；所购服务在有效期内彻底停止。以下情形不属于技术故障：改变主意；您的设备、应用或网络与服务不兼容；您违反本条款；由 4.1 所列原因造成。

3.5 如遇技术故障，请向本机器人发送 /paysupport，写明订单号和具体情况，最好附上截图。我们会核对记录，并在机器人中答复您。我们先设法修复或更换；仍无法解决的，按原付款方式退款，星星退回您的星星余额。

3.6 同一订单被重复扣款的，我们退还多扣的那一笔。这不属于商品退款，不受 3.3 限制。

<b>4. 可用性、责任与合规</b>
4.1 我们以 99.9% 的可用率为目标。这是努力目标，不是保证。因骨干网络波动、政府干预或上游服务商故障造成的中断，我们不承担责任。

4.2 云海互联是技术提供方，您如何使用服务，由您自行承担全部责任。遇监管部门调查，我们将配合其合法要求，并立即终止所涉服务。

4.3 强制性法律不允许免除的责任、不允许剥夺的消费者权利，本条款均不予免除或剥夺。

<b>5. 禁止行为与终止服务</b>
5.1 您不得：超出套餐许可，以多个 IP 地址登录同一账号；攻击、扫描我们或他人的系统，或使其过载；擅自转售；绕过技术限制；使用盗用或伪造的付款手段；将服务用于任何违法用途。

5.2 如有上述行为，我们可以不经警告、不予退款，永久终止您的服务，并向有关部门报告；您从我们这里取得的全部权益，也可能一并撤销。相关事实我们会记录在案。如果您认为我们判断有误，请发送 /support 说明。

<b>6. 其他约定</b>
6.1 隐私。您的数据只用于运行和改进服务，绝不对外分享；唯一的例外，是按 4.2 依法必须提供的内容。详情见单独的《隐私政策》，发送 /privacy 即可查看。

6.2 修订。我们可以修订本条款，修订内容自在此公布之时起生效。您下次购买时，我们会请您同意新版本；不同意则无法购买。已下的订单，仍适用您为该订单同意的版本。

6.3 电子合同。您在本机器人中作出的同意，与签署的合同具有同等效力。我们会记录由谁、在何时、以何种语言同意了哪个版本，以及该文本的数字指纹。

6.4 语言。本条款有中文和英文两种文本，条目相同。对您和我们有约束力的，是您以所选语言同意的那一份，即使两种文本有出入也是如此。两种文本都同意过的，以最后同意的一份为准。

6.5 某一条款被法院认定无效的，不影响其他条款的效力。

6.6 联系我们。一般问题发送 /support，付款和故障问题发送 /paysupport，个人数据问题发送 /privacy，重读本条款发送 /terms。即使您没有同意条款，或服务已经终止，这些命令也始终有效。
',1795936840818);
INSERT INTO "documents" VALUES(3,'privacy',1,'en','2f63edf19bf4230e89f84a2cb209dab7efb61ed0209488792fa3c152becedeef','<b>OceanMart Privacy Policy</b>
Version 2026-11-23

This policy says what the OceanMart bot knows about you, why, and how you can have it erased. It is separate from the terms of service. OceanMart, the operator of this bot, is responsible for the data.

<b>1. What we store</b>
1.1 Your Telegram number (user id), your name as Telegram gives it to us, and the language you chose. We do not ask for your phone number, e-mail, address or contacts, and Telegram does not give them to us.

1.2 Your orders: products, prices, times, the codes or links delivered, and how long subscriptions run.

1.3 Your payments: amount, way of payment, status and the payment number. We never see card data. If you pay by transfer: the receipt photo or transfer number you send us.

1.4 Your consents: which version of the terms you accepted, in which language and when, and the numbers of the messages concerned.

1.5 The messages and pictures you send to /support and /paysupport, our answers, and, if the terms were broken, a record of it.

1.6 Short-lived technical data: the updates Telegram sends us while you use the bot (they also carry your username, if you have one), and logs of errors.

<b>2. Why</b>
2.1 To deliver what you bought, show it to you again, remind you before a subscription ends, answer you, settle payment questions, prevent fraud, prove what was agreed, and improve the service. The reasons are our contract with you, our legal duties and the security of the shop. We do not advertise to you with this data and do not build profiles.

<b>3. How it is protected</b>
3.1 Data is kept in the shop’s own database, which only the operator can open. Codes and links, and the raw updates while they wait, are encrypted there. The key is kept apart from the database.

3.2 If data is ever exposed in a way that puts you at risk, we tell you through this bot.

<b>4. Who sees it</b>
4.1 The people who run the shop, as far as they need it. We do not sell or share your data. The one exception: what a lawful request of an authority compels us to hand over.

4.2 Everything you do here passes through Telegram, and Telegram processes Stars payments. Telegram keeps messages and files on its own servers, under its own privacy policy: <a href="https://telegram.org/privacy">telegram.org/privacy</a>. You can delete this chat in Telegram, but that does not erase our records.

<b>5. How long</b>
5.1 The content of updates is emptied once they are handled. Everything else is kept while you use the shop and for as long as we need it to serve you.

5.2 After that, we keep of orders, payments and consents only what tax and contract law oblige us to keep, or what a dispute or an authority’s request requires, and only for that time.

<b>6. Your rights</b>
6.1 You may ask what we hold about you, get a copy, correct it or have it erased. Send /privacy to read this policy at any time, and write your request to /support from the same Telegram account; that is how we know it is you. We answer within 30 days.

6.2 When we erase, we delete your name, messages and receipts, and detach the records that we must keep under 5.2 from your Telegram account. Copies in backups disappear when those are replaced. Goods we have erased cannot be shown to you again.

6.3 You may also complain to the data protection authority where you live.

<b>7. Changes and contact</b>
7.1 If we change this policy, the new version is published here under /privacy with a new date. For questions, send /support.
',1795936840829);
INSERT INTO "documents" VALUES(4,'privacy',1,'zh','ad125440fab59724f380cb50dd329c083bce8511ee12394160c9acc48ad2fc12','<b>云海Mart 隐私政策</b>
版本 2026-11-23

本政策说明云海Mart（OceanMart）机器人掌握您的哪些信息、为什么需要，以及如何要求删除。本政策独立于《服务条款》。数据由本机器人的运营方云海Mart负责。

<b>1. 我们保存什么</b>
1.1 您的 Telegram 编号（用户 ID）、Telegram 提供给我们的名字，以及您选择的语言。我们不索取手机号、邮箱、住址或通讯录，Telegram 也不会把这些提供给我们。

1.2 您的订单：商品、价格、时间、已交付的授权码或链接，以及订阅的有效期。

1.3 您的付款：金额、支付方式、状态和支付编号。我们看不到银行卡信息。以转账方式付款的，还包括您发来的凭证照片或转账单号。

1.4 您的同意记录：您在何时、以何种语言同意了哪个版本的条款，以及相关消息的编号。

1.5 您通过 /support 和 /paysupport 发来的文字和图片、我们的答复；如有违反条款的情况，还包括相应记录。

1.6 短期的技术数据：您使用机器人时 Telegram 发给我们的更新（其中也带有您的用户名，如果您设置了的话），以及错误日志。

<b>2. 为什么保存</b>
2.1 用于交付您购买的商品、供您再次查看、在订阅到期前提醒您、答复您、处理付款问题、防范欺诈、证明双方的约定，以及改进服务。依据是我们与您的合同、我们的法定义务和商店的安全需要。我们不用这些数据向您投放广告，也不做用户画像。

<b>3. 如何保护</b>
3.1 数据保存在商店自己的数据库中，只有运营方能够打开。授权码、链接以及等待处理的原始更新，在其中加密存放；密钥与数据库分开保管。

3.2 万一数据泄露并可能给您带来风险，我们会通过本机器人告知您。

<b>4. 谁能看到</b>
4.1 只有商店的工作人员，且仅限工作所需。我们不出售、不分享您的数据。唯一的例外，是有关部门依法要求我们必须提供的内容。

4.2 您在这里的一切操作都经由 Telegram，星星付款也由 Telegram 处理。Telegram 依照其自己的隐私政策，在其服务器上保存消息和文件：<a href="https://telegram.org/privacy">telegram.org/privacy</a>。您可以在 Telegram 中删除本对话，但这不会删除我们的记录。

<b>5. 保存多久</b>
5.1 更新处理完毕后，其内容即被清空。其他数据在您使用商店期间，以及为您提供服务所需的时间内保存。

5.2 此后，订单、付款和同意记录只保留税务与合同法律要求保留的部分，或处理纠纷、回应有关部门要求所必需的部分，且仅以所需时间为限。

<b>6. 您的权利</b>
6.1 您可以询问我们保存了您的哪些数据，索取副本，要求更正或删除。随时发送 /privacy 可查看本政策；请用同一个 Telegram 账号通过 /support 提出请求，我们以此确认是您本人。我们会在 30 天内答复。

6.2 删除时，我们会清除您的名字、留言和凭证，并使依照 5.2 必须保留的记录与您的 Telegram 账号脱离关联。备份中的副本，会在备份更替时一并消失。已删除的商品内容无法再次向您展示。

6.3 您也可以向所在地的数据保护机构投诉。

<b>7. 变更与联系</b>
7.1 本政策如有变更，新版本会以新的日期在 /privacy 公布。如有疑问，请发送 /support。
',1795936840830);
CREATE TABLE inbox (
	bot_id BIGINT NOT NULL, 
	update_id BIGINT NOT NULL, 
	user_id BIGINT, 
	kind TEXT NOT NULL, 
	state TEXT NOT NULL, 
	payload BLOB, 
	received_at BIGINT NOT NULL, 
	done_at BIGINT, 
	lease_until BIGINT, 
	attempts SMALLINT DEFAULT '0' NOT NULL, 
	error TEXT, 
	CONSTRAINT pk_inbox PRIMARY KEY (bot_id, update_id), 
	CONSTRAINT ck_inbox_state CHECK (state IN ('OPEN', 'DONE', 'DEAD', 'SKIPPED'))
);
INSERT INTO "inbox" VALUES(42,1795937004,9001,'message','DONE',NULL,1795936857952,1795936858075,NULL,0,NULL);
INSERT INTO "inbox" VALUES(42,1795937005,9001,'callback_query','DONE',NULL,1795936858039,1795936858118,NULL,0,NULL);
INSERT INTO "inbox" VALUES(42,1795937006,9001,'callback_query','DONE',NULL,1795936858086,1795936858347,NULL,0,NULL);
INSERT INTO "inbox" VALUES(42,1795937007,20002,'message','DONE',NULL,1795936858324,1795936858414,NULL,0,NULL);
INSERT INTO "inbox" VALUES(42,1795937008,20002,'message','DONE',NULL,1795936858385,1795936858482,NULL,0,NULL);
CREATE TABLE meta (
	"key" TEXT NOT NULL, 
	value BLOB NOT NULL, 
	CONSTRAINT pk_meta PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('fingerprint-key',X'674141414141427243394A4975415861495F4F337868722D744938475F4C5F7A6569653037677862473147356D437A554379474F5A69737A55352D716956567A314364364F544C6F4F454E61356176765176546649666B71375A5756574A6848316776634670626C484B43367142467251376D33433965505555574776586C613657684C686E7545325A502D');
INSERT INTO "meta" VALUES('ledger:stars',X'30');
INSERT INTO "meta" VALUES('ledger:manual',X'30');
CREATE TABLE notices (
	id INTEGER NOT NULL, 
	recipient_id BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	facts BLOB NOT NULL, 
	once TEXT, 
	state TEXT NOT NULL, 
	stale_after BIGINT, 
	due_at BIGINT NOT NULL, 
	lease_until BIGINT, 
	attempts SMALLINT DEFAULT '0' NOT NULL, 
	message_id BIGINT, 
	error TEXT, 
	CONSTRAINT pk_notices PRIMARY KEY (id), 
	CONSTRAINT uq_notices_once UNIQUE (once)
);
INSERT INTO "notices" VALUES(1,9001,'admin-sold-out',X'674141414141427243394A4E754371457134717855316D372D6A7157574741357A577A33756F74304C443457304B3859474C696E723334687A6C614D64697439765A4132667153764F61646C682D774A644E3641724D775737346F6C464B68355F773D3D','sold-out:6:j85X92mv9XXp960GZuhogg:9001','SENT',NULL,1795936845448,NULL,1,61,NULL);
INSERT INTO "notices" VALUES(2,9001,'admin-receipt',X'674141414141427243394A4F4B6F4573744D314E45463336616B43455331366954464A62596F4F725F50455367684B7666614158304C325641626F794739694231547A6F35722D4E305868394D59685553526679316D5939714F466542494F7730673D3D',NULL,'SENT',NULL,1795936845740,NULL,1,70,NULL);
INSERT INTO "notices" VALUES(3,9001,'admin-waiting',X'674141414141427243394A5049576E4C734E6530756D716E46514D31356465714A5943554947477A4E31765141324B38676E7842434771646F5A4E3071613639796A3876586B39556C6C6A356C37674D595A7557343961694437584C3768705545773D3D','waiting:bBpXqSi2JkRkRdQEb7bn9g:9001','SENT',NULL,1795936845919,NULL,1,72,NULL);
INSERT INTO "notices" VALUES(4,20000,'refunded',X'674141414141427243394A505F667634624154726870753272596778785854366D54616933484D6F593036626A5F653032374B56597A5361493946416336682D554172426E775A6A75724C367A59354177304C305646533571556F333752704A79513D3D','refunded:1','SENT',NULL,1795936846665,NULL,1,71,NULL);
INSERT INTO "notices" VALUES(5,20000,'reminder',X'674141414141427243394A517943744D4450434B4B6D7A31496D2D724F464A503352306A5149746A54475575637855394F517745736476447046372D4B564C53764B4C677858596C5A6B466772544D5F4F48643737427772572D4F4137757A5943673D3D','reminder:QzTJ6IIWnbHoTP8XEv3wOA:before-7:1798528842275','SENT',1798269642275,1795936847095,NULL,1,73,NULL);
INSERT INTO "notices" VALUES(6,20000,'reminder',X'674141414141427243394A524C46377545674E4C76783661305930705A377370756D61794838592D466C4279324634504A526F48526A514756344B59445F31645238357A475F50794C637969505978574D7279386B3643387968556F613153726E513D3D','reminder:nqXThtFz_lNYscqzhVbggg:before-7:1798528843273','SENT',1798269643273,1795936847099,NULL,1,88,NULL);
INSERT INTO "notices" VALUES(7,9001,'admin-receipt',X'674141414141427243394A526E4E366F6C382D51715378694B4A5A35366F746E73735443527A6D6843703132663266306F43694A755535456262356E644F6563786346706A78364378342D4730667053536F415355636364533961366E39513542673D3D',NULL,'SENT',NULL,1795936848986,NULL,1,85,NULL);
INSERT INTO "notices" VALUES(8,20000,'receipt-rejected',X'674141414141427243394A536C7261313474586D534346434465337849764C676C495F3665534E4533506B6251564A65695A3730654154674F3970522D4C4638645A2D76593266456579754938527A48384B5A54564E4369696138563838666356673D3D',NULL,'SENT',NULL,1795936849195,NULL,1,98,NULL);
INSERT INTO "notices" VALUES(9,9001,'admin-receipt',X'674141414141427243394A5330324268677957785665356D4A475F394C727A67625642394E6743325F764967436C473362483275736C30746F55644F383637726A434B5337787971734C7159485542653870486A6B577235464271644B4C5A4158413D3D',NULL,'SENT',NULL,1795936849855,NULL,1,97,NULL);
INSERT INTO "notices" VALUES(10,9001,'admin-ticket',X'674141414141427243394A544756527470562D4A613461306A4444307A396B64556C4D30556D722D746B33506B6F586E446B514F375A724E7A517832705F73376561657279476E3648426369527439615231377A4B443178586B4A717049487342413D3D',NULL,'SENT',NULL,1795936850032,NULL,1,99,NULL);
INSERT INTO "notices" VALUES(11,20000,'ticket-answer',X'674141414141427243394A54435572326630426E696F547243336E5456734B506633777064314D5551354E7071583632727750486F656F6269425544782D43396E77766774415F583158312D7146465A5856756461504D526E566E6B476E6C4757413D3D',NULL,'SENT',NULL,1795936851230,NULL,1,103,NULL);
INSERT INTO "notices" VALUES(12,9001,'admin-served',X'674141414141427243394A555364422D2D4F6A6232375765796B5F37646D376D686B4D59334D55306D4251346D71496B334E473931454236466F4B416F58484557335A6152704D726448366663674331635A626B477536585543436E552D505265513D3D',NULL,'SENT',NULL,1795936852606,NULL,1,130,NULL);
INSERT INTO "notices" VALUES(13,9001,'admin-sold-out',X'674141414141427243394A584E693341303054554F377535627071514557346867435049527647626F485F4633414B465A535759774B52374333306E766464536874356256336D7779576C706161336D34564B6175436941664C7658626F485733673D3D','sold-out:6:Jg_Fg7s91JJeGSUp2UGa6w:9001','SENT',NULL,1795936855131,NULL,1,158,NULL);
INSERT INTO "notices" VALUES(14,9001,'admin-receipt',X'674141414141427243394A5952426C3642716E675A49674D6A774167666E4E6D43324E377A7779373741552D4D49304364705065655437454D4877413662634B554C684B536F5F334849696E64523073585655484B70796C6F483972555F4E4A55673D3D',NULL,'SENT',NULL,1795936855393,NULL,1,169,NULL);
INSERT INTO "notices" VALUES(15,9001,'admin-waiting',X'674141414141427243394A5A3772473577312D796D5A375433676767332D4C6F5943306D3579324643653558323478344E6D694446496F76316176735232543542594567464366795F71436A632D32634C65334C76425872356338523863306D48773D3D','waiting:BxbLS4cw6lvvLBpjGIpeQA:9001','SENT',NULL,1795936855702,NULL,1,181,NULL);
INSERT INTO "notices" VALUES(16,9001,'admin-receipt',X'674141414141427243394A59416151706935587065545F5F5F34536F6C316A705870526C6B6B4D6466445F747957755F4530315035614945465866715456504350476161544247734D744875564752776F45346F384B6F7878782D6B414C395177686A6535676E542D635A486C37536B3461577531446259755457764A6D4D31495838665F42764679554235',NULL,'DUE',NULL,1795936861538,NULL,1,NULL,'waits for its turn');
INSERT INTO "notices" VALUES(17,9001,'admin-receipt',X'674141414141427243394A595A64774364304D56706A525A7570684747446E35616E694D69462D6A4441714A464667674774377271497847506A704E526133374D50436B637946314D6E31575276543747615274327343374D4E697A5155496C4F366746735F38624A566F5941326235384A31434870336B4771796D43457732536C6C3668434755396C6265',NULL,'DUE',NULL,1795936861525,NULL,1,NULL,'waits for its turn');
INSERT INTO "notices" VALUES(18,9001,'admin-receipt',X'674141414141427243394A5A376D546F4161524F32553744567564567A4E6D33395A46382D774F6A4F435A6774733643633659742D5F30334271433648573173755A546B7236663957484D5A65504E42794743374A5137666A4F4A6A37417972664B5566566F51776A46615350674D4B2D4C487577505734446133454B4F4B3741304D56303831536A366468',NULL,'DUE',NULL,1795936861522,NULL,1,NULL,'waits for its turn');
INSERT INTO "notices" VALUES(19,20002,'refund-by-person',X'674141414141427243394A61487A51316C6A6C5A664743776361324A6D41657172386D614D42386B6757464D78416F706C5F4430666E6B3959354D7172574A73625F6744564C4841336349622D354C4B656B59577175686E755F386657665635343967496A66734B395643644A4C354A485345745076714B31506A7670572D6131497A5579397172544B6F4C','refund:18','DUE',NULL,1795936859972,NULL,1,NULL,'waits for its turn');
INSERT INTO "notices" VALUES(20,9001,'admin-ticket',X'674141414141427243394A61316B732D4356306F753131494D6C54317572463873716E46586C6D44787536352D575F354F37676478587246505F325439425566767743314673444E6D3964512D5564364E436A6E5656555535416D4A6E566A5F5F5A516D424D7A383335546F6D4365693257715358504C7166594C655066696C6A7A62356234505942695A5F533678502D685F704430426F55615336587452314D682D764F676B4B46534337656E646F72483930503346745474593172333172626367627241763043766B496472784D61624A5F315F6C6946327A4158387476506355766166627234697659563743566F75494B5575593D',NULL,'DUE',NULL,1795936861562,NULL,1,NULL,'waits for its turn');
CREATE TABLE order_events (
	id INTEGER NOT NULL, 
	order_id TEXT NOT NULL, 
	at BIGINT NOT NULL, 
	kind TEXT NOT NULL, 
	actor BIGINT, 
	detail TEXT, 
	CONSTRAINT pk_order_events PRIMARY KEY (id), 
	CONSTRAINT fk_order_events_order_id FOREIGN KEY(order_id) REFERENCES orders (id)
);
INSERT INTO "order_events" VALUES(1,'grbt7fdft9UMTCYQeTBN1A',1795936842112,'opened',20000,NULL);
INSERT INTO "order_events" VALUES(2,'grbt7fdft9UMTCYQeTBN1A',1795936842211,'paid',NULL,NULL);
INSERT INTO "order_events" VALUES(3,'grbt7fdft9UMTCYQeTBN1A',1795936842275,'delivered',NULL,NULL);
INSERT INTO "order_events" VALUES(4,'_pE58ShIKgMH6xwxvGbMYA',1795936842444,'opened',20000,NULL);
INSERT INTO "order_events" VALUES(5,'_pE58ShIKgMH6xwxvGbMYA',1795936842499,'paid',NULL,NULL);
INSERT INTO "order_events" VALUES(6,'_pE58ShIKgMH6xwxvGbMYA',1795936843273,'delivered',NULL,NULL);
INSERT INTO "order_events" VALUES(7,'Tab_UyIShQPBnu2N8fBzjQ',1795936843346,'opened',20000,NULL);
INSERT INTO "order_events" VALUES(8,'Tab_UyIShQPBnu2N8fBzjQ',1795936843366,'paid',NULL,NULL);
INSERT INTO "order_events" VALUES(9,'Tab_UyIShQPBnu2N8fBzjQ',1795936844256,'delivered',NULL,NULL);
INSERT INTO "order_events" VALUES(10,'O562a45e87e6YuzTqCDQxw',1795936844394,'opened',20000,NULL);
INSERT INTO "order_events" VALUES(11,'O562a45e87e6YuzTqCDQxw',1795936844463,'cancelled',20000,NULL);
INSERT INTO "order_events" VALUES(12,'bBpXqSi2JkRkRdQEb7bn9g',1795936844821,'opened',20000,NULL);
INSERT INTO "order_events" VALUES(13,'4f4JRhziBvp1WihSNZqdFw',1795936844973,'opened',20000,NULL);
INSERT INTO "order_events" VALUES(14,'bBpXqSi2JkRkRdQEb7bn9g',1795938105058,'expired',NULL,NULL);
INSERT INTO "order_events" VALUES(15,'4f4JRhziBvp1WihSNZqdFw',1795938105073,'expired',NULL,NULL);
INSERT INTO "order_events" VALUES(16,'j85X92mv9XXp960GZuhogg',1795938105323,'opened',20001,NULL);
INSERT INTO "order_events" VALUES(17,'j85X92mv9XXp960GZuhogg',1795938105443,'paid',NULL,NULL);
INSERT INTO "order_events" VALUES(18,'j85X92mv9XXp960GZuhogg',1795938105503,'delivered',NULL,NULL);
INSERT INTO "order_events" VALUES(19,'bBpXqSi2JkRkRdQEb7bn9g',1795938105739,'receipt',20000,NULL);
INSERT INTO "order_events" VALUES(20,'bBpXqSi2JkRkRdQEb7bn9g',1795938105906,'paid-late',9001,NULL);
INSERT INTO "order_events" VALUES(21,'bBpXqSi2JkRkRdQEb7bn9g',1795938105906,'waiting',NULL,NULL);
INSERT INTO "order_events" VALUES(22,'NFy2n6dPyZ4lBmgn7cMrLQ',1795938106147,'opened',20000,NULL);
INSERT INTO "order_events" VALUES(23,'NFy2n6dPyZ4lBmgn7cMrLQ',1795938106278,'paid',NULL,NULL);
INSERT INTO "order_events" VALUES(24,'NFy2n6dPyZ4lBmgn7cMrLQ',1795938106342,'delivered',NULL,NULL);
INSERT INTO "order_events" VALUES(25,'NFy2n6dPyZ4lBmgn7cMrLQ',1795938106622,'refund-asked',9001,'4711');
INSERT INTO "order_events" VALUES(26,'NFy2n6dPyZ4lBmgn7cMrLQ',1795938106702,'refunded',NULL,NULL);
INSERT INTO "order_events" VALUES(27,'v3WCuBFhHMGyMIhv-9ETMQ',1797925308494,'opened',20000,NULL);
INSERT INTO "order_events" VALUES(28,'oaCHsSTKBCcoHdLaa3QzaQ',1797925308721,'opened',20000,NULL);
INSERT INTO "order_events" VALUES(29,'oaCHsSTKBCcoHdLaa3QzaQ',1797925308984,'receipt',20000,NULL);
INSERT INTO "order_events" VALUES(30,'oaCHsSTKBCcoHdLaa3QzaQ',1797925309186,'receipt-rejected',9001,NULL);
INSERT INTO "order_events" VALUES(31,'xM5Ja6Gj9GB3pSUt0XdOCQ',1797925309500,'opened',20000,NULL);
INSERT INTO "order_events" VALUES(32,'xM5Ja6Gj9GB3pSUt0XdOCQ',1797925309822,'receipt',20000,NULL);
INSERT INTO "order_events" VALUES(33,'LJEO9jxQ0LSFLpdPoeBnNA',1797925311939,'opened',20002,NULL);
INSERT INTO "order_events" VALUES(34,'LJEO9jxQ0LSFLpdPoeBnNA',1797925312085,'paid',NULL,NULL);
INSERT INTO "order_events" VALUES(35,'LJEO9jxQ0LSFLpdPoeBnNA',1797925312171,'delivered',NULL,NULL);
INSERT INTO "order_events" VALUES(36,'bBpXqSi2JkRkRdQEb7bn9g',1797925312524,'stock-found',NULL,NULL);
INSERT INTO "order_events" VALUES(37,'bBpXqSi2JkRkRdQEb7bn9g',1797925312854,'delivered',NULL,NULL);
INSERT INTO "order_events" VALUES(38,'BxbLS4cw6lvvLBpjGIpeQA',1797925313516,'opened',20003,NULL);
INSERT INTO "order_events" VALUES(39,'-w4SDS7thpJwQMSXdATTEA',1797925313848,'opened',20003,NULL);
INSERT INTO "order_events" VALUES(40,'v3WCuBFhHMGyMIhv-9ETMQ',1797926574218,'expired',NULL,NULL);
INSERT INTO "order_events" VALUES(41,'oaCHsSTKBCcoHdLaa3QzaQ',1797926574277,'expired',NULL,NULL);
INSERT INTO "order_events" VALUES(42,'BxbLS4cw6lvvLBpjGIpeQA',1797926574305,'expired',NULL,NULL);
INSERT INTO "order_events" VALUES(43,'-w4SDS7thpJwQMSXdATTEA',1797926574355,'expired',NULL,NULL);
INSERT INTO "order_events" VALUES(44,'Jg_Fg7s91JJeGSUp2UGa6w',1797926574924,'opened',20004,NULL);
INSERT INTO "order_events" VALUES(45,'Jg_Fg7s91JJeGSUp2UGa6w',1797926575115,'paid',NULL,NULL);
INSERT INTO "order_events" VALUES(46,'Jg_Fg7s91JJeGSUp2UGa6w',1797926575197,'delivered',NULL,NULL);
INSERT INTO "order_events" VALUES(47,'BxbLS4cw6lvvLBpjGIpeQA',1797926575388,'receipt',20003,NULL);
INSERT INTO "order_events" VALUES(48,'BxbLS4cw6lvvLBpjGIpeQA',1797926575659,'paid-late',9001,NULL);
INSERT INTO "order_events" VALUES(49,'BxbLS4cw6lvvLBpjGIpeQA',1797926575659,'waiting',NULL,NULL);
INSERT INTO "order_events" VALUES(50,'toQKztZHnM5wMrZnx_9bAw',1797926575903,'opened',20002,NULL);
INSERT INTO "order_events" VALUES(51,'toQKztZHnM5wMrZnx_9bAw',1797926576194,'receipt',20002,NULL);
INSERT INTO "order_events" VALUES(52,'SvRR0_wBqok6_zVMi7uxeg',1797926576423,'opened',20003,NULL);
INSERT INTO "order_events" VALUES(53,'SvRR0_wBqok6_zVMi7uxeg',1797926576719,'receipt',20003,NULL);
INSERT INTO "order_events" VALUES(54,'xPTjJTnF-ALkAuPc55TdTg',1797926576957,'opened',20002,NULL);
INSERT INTO "order_events" VALUES(55,'xPTjJTnF-ALkAuPc55TdTg',1797926577229,'receipt',20002,NULL);
INSERT INTO "order_events" VALUES(56,'xPTjJTnF-ALkAuPc55TdTg',1797926577863,'paid',9001,NULL);
INSERT INTO "order_events" VALUES(57,'xPTjJTnF-ALkAuPc55TdTg',1797926577970,'delivered',NULL,NULL);
INSERT INTO "order_events" VALUES(58,'xPTjJTnF-ALkAuPc55TdTg',1797926578150,'refund-asked',9001,'4711');
INSERT INTO "order_events" VALUES(59,'xPTjJTnF-ALkAuPc55TdTg',1797926578181,'refunded',NULL,NULL);
CREATE TABLE orders (
	id TEXT NOT NULL, 
	number TEXT NOT NULL, 
	customer_id BIGINT NOT NULL, 
	intent TEXT NOT NULL, 
	product_id INTEGER NOT NULL, 
	promise TEXT NOT NULL, 
	quantity SMALLINT NOT NULL, 
	currency TEXT NOT NULL, 
	amount BIGINT NOT NULL, 
	method TEXT NOT NULL, 
	language TEXT NOT NULL, 
	state TEXT NOT NULL, 
	consent_id INTEGER, 
	renews TEXT, 
	created_at BIGINT NOT NULL, 
	expires_at BIGINT NOT NULL, 
	hold_until BIGINT NOT NULL, 
	locked_until BIGINT, 
	paid_at BIGINT, 
	delivered_at BIGINT, 
	screen_id BIGINT, 
	invoice_id BIGINT, 
	CONSTRAINT pk_orders PRIMARY KEY (id), 
	CONSTRAINT uq_orders_number UNIQUE (number), 
	CONSTRAINT uq_orders_customer_id_intent UNIQUE (customer_id, intent), 
	CONSTRAINT ck_orders_state CHECK (state IN ('PENDING', 'EXPIRED', 'CANCELLED', 'PAID', 'WAITING', 'ATTENTION', 'DELIVERED', 'REFUNDED')), 
	CONSTRAINT ck_orders_currency CHECK (currency IN ('XTR', 'USD', 'CNY', 'USDT')), 
	CONSTRAINT ck_orders_sizes CHECK (quantity > 0 AND amount > 0), 
	CONSTRAINT ck_orders_paid CHECK (state IN ('PENDING', 'EXPIRED', 'CANCELLED') OR paid_at IS NOT NULL), 
	CONSTRAINT ck_orders_delivered CHECK (state <> 'DELIVERED' OR delivered_at IS NOT NULL), 
	CONSTRAINT fk_orders_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id), 
	CONSTRAINT fk_orders_product_id FOREIGN KEY(product_id) REFERENCES products (id), 
	CONSTRAINT fk_orders_consent_id FOREIGN KEY(consent_id) REFERENCES consents (id)
);
INSERT INTO "orders" VALUES('grbt7fdft9UMTCYQeTBN1A','796H-QTNF',20000,'ge6x-7om',1,'{"slug": "emby-30", "title": ["Emby 30", "Emby 30 天"], "instructions": ["1. Open https://example.com/redeem and choose “Emby”.\n2. Enter your license code and choose a name and password.\n3. Install Emby, add the server emby.example.com and sign in.\nAlready have an account? Redeem while signed in and the days are added.", "1. 打开兑换页，选择“Emby”：https://example.com/redeem\n2. 输入授权码，设置用户名和密码。\n3. 安装 Emby，添加服务器 emby.example.com 并登录。\n已有账号？登录后兑换，天数会加到原账号。"], "kind": "license_code", "duration_days": 30, "renewal": "replace"}',1,'XTR',250,'stars','en','DELIVERED',1,NULL,1795936842112,1795937742112,1795938042112,1795937142177,1795936842211,1795936842275,16,17);
INSERT INTO "orders" VALUES('_pE58ShIKgMH6xwxvGbMYA','5MTM-V9ED',20000,'PcFCFgvK',3,'{"slug": "all-access-30", "title": ["All access 30", "全站通行 30 天"], "instructions": ["1. Tap the link or copy it into your browser.\n2. Choose a service and follow the steps for your device.\nKeep the link to yourself: whoever has it can use it.", "1. 点击链接，或复制到浏览器打开。\n2. 选择服务，按设备的步骤设置。\n链接请勿外传，持有链接的人都能使用。"], "kind": "subscription_link", "duration_days": 30, "renewal": "extend"}',1,'XTR',400,'stars','en','DELIVERED',1,NULL,1795936842444,1795937742444,1795938042444,1795937142493,1795936842499,1795936843273,21,22);
INSERT INTO "orders" VALUES('Tab_UyIShQPBnu2N8fBzjQ','FXDT-9KCC',20000,'dJG_qEyO',5,'{"slug": "noteharbor-pro", "title": ["NoteHarbor Pro, lifetime", "NoteHarbor Pro 永久版"], "instructions": ["1. Install NoteHarbor from https://example.com/noteharbor.\n2. Open Settings, License, and paste your license code.", "1. 从 https://example.com/noteharbor 安装 NoteHarbor。\n2. 打开“设置”中的“许可证”，粘贴授权码。"], "kind": "license_code", "duration_days": null, "renewal": "replace"}',1,'XTR',1200,'stars','en','DELIVERED',1,NULL,1795936843346,1795937743346,1795938043346,1795937143359,1795936843366,1795936844256,26,27);
INSERT INTO "orders" VALUES('O562a45e87e6YuzTqCDQxw','FG10-3PGH',20000,'exzW2O1N',4,'{"slug": "music-90", "title": ["Music 90", "音乐 90 天"], "instructions": ["1. Open the link. It shows your server, name and password.\n2. Enter them in a Subsonic app on your phone or computer.", "1. 打开链接，页面会显示服务器、用户名和密码。\n2. 在手机或电脑的 Subsonic 应用里填写即可。"], "kind": "subscription_link", "duration_days": 90, "renewal": "replace"}',1,'XTR',300,'stars','en','CANCELLED',1,NULL,1795936844394,1795937744394,1795938044394,NULL,NULL,NULL,31,32);
INSERT INTO "orders" VALUES('bBpXqSi2JkRkRdQEb7bn9g','SYH1-WAR0',20000,'wlFeFyoO',6,'{"slug": "vault-100gb-365", "title": ["Cloud vault 100 GB, 365 days", "云端保险箱 100 GB 365 天"], "instructions": ["1. Create an account at https://example.com/vault, or sign in.\n2. Open Plan, Redeem, and enter your license code.", "1. 在 https://example.com/vault 注册或登录。\n2. 打开“套餐”中的“兑换”，输入授权码。"], "kind": "license_code", "duration_days": 365, "renewal": "replace"}',1,'CNY',8800,'manual','en','DELIVERED',1,NULL,1795936844821,1795937744821,1795938044821,NULL,1795938105906,1797925312854,42,NULL);
INSERT INTO "orders" VALUES('4f4JRhziBvp1WihSNZqdFw','VT76-40PG',20000,'4V7PBxqQ',2,'{"slug": "emby-365", "title": ["Emby 365", "Emby 365 天"], "instructions": ["1. Open https://example.com/redeem and choose “Emby”.\n2. Enter your license code and choose a name and password.\n3. Install Emby, add the server emby.example.com and sign in.\nAlready have an account? Redeem while signed in and the days are added.", "1. 打开兑换页，选择“Emby”：https://example.com/redeem\n2. 输入授权码，设置用户名和密码。\n3. 安装 Emby，添加服务器 emby.example.com 并登录。\n已有账号？登录后兑换，天数会加到原账号。"], "kind": "license_code", "duration_days": 365, "renewal": "replace"}',1,'XTR',2500,'stars','en','EXPIRED',1,NULL,1795936844973,1795937744973,1795938044973,NULL,NULL,NULL,44,45);
INSERT INTO "orders" VALUES('j85X92mv9XXp960GZuhogg','R8TM-ZWRT',20001,'EXyyPRML',6,'{"slug": "vault-100gb-365", "title": ["Cloud vault 100 GB, 365 days", "云端保险箱 100 GB 365 天"], "instructions": ["1. Create an account at https://example.com/vault, or sign in.\n2. Open Plan, Redeem, and enter your license code.", "1. 在 https://example.com/vault 注册或登录。\n2. 打开“套餐”中的“兑换”，输入授权码。"], "kind": "license_code", "duration_days": 365, "renewal": "replace"}',1,'XTR',800,'stars','en','DELIVERED',2,NULL,1795938105323,1795939005323,1795939305323,1795938405403,1795938105443,1795938105503,51,52);
INSERT INTO "orders" VALUES('NFy2n6dPyZ4lBmgn7cMrLQ','FY0M-1PDG',20000,'OHbkzi64',4,'{"slug": "music-90", "title": ["Music 90", "音乐 90 天"], "instructions": ["1. Open the link. It shows your server, name and password.\n2. Enter them in a Subsonic app on your phone or computer.", "1. 打开链接，页面会显示服务器、用户名和密码。\n2. 在手机或电脑的 Subsonic 应用里填写即可。"], "kind": "subscription_link", "duration_days": 90, "renewal": "replace"}',1,'XTR',300,'stars','en','REFUNDED',1,NULL,1795938106147,1795939006147,1795939306147,1795938406242,1795938106278,1795938106342,63,64);
INSERT INTO "orders" VALUES('v3WCuBFhHMGyMIhv-9ETMQ','4MPW-Q6RG',20000,'tSdIZicE',5,'{"slug": "noteharbor-pro", "title": ["NoteHarbor Pro, lifetime", "NoteHarbor Pro 永久版"], "instructions": ["1. Install NoteHarbor from https://example.com/noteharbor.\n2. Open Settings, License, and paste your license code.", "1. 从 https://example.com/noteharbor 安装 NoteHarbor。\n2. 打开“设置”中的“许可证”，粘贴授权码。"], "kind": "license_code", "duration_days": null, "renewal": "replace"}',1,'XTR',1200,'stars','en','EXPIRED',1,NULL,1797925308494,1797926208494,1797926508494,NULL,NULL,NULL,75,76);
INSERT INTO "orders" VALUES('oaCHsSTKBCcoHdLaa3QzaQ','7DJR-71Q2',20000,'SbvZcMZS',4,'{"slug": "music-90", "title": ["Music 90", "音乐 90 天"], "instructions": ["1. Open the link. It shows your server, name and password.\n2. Enter them in a Subsonic app on your phone or computer.", "1. 打开链接，页面会显示服务器、用户名和密码。\n2. 在手机或电脑的 Subsonic 应用里填写即可。"], "kind": "subscription_link", "duration_days": 90, "renewal": "replace"}',1,'CNY',3000,'manual','en','EXPIRED',1,NULL,1797925308721,1797926209186,1797926509186,NULL,NULL,NULL,80,NULL);
INSERT INTO "orders" VALUES('xM5Ja6Gj9GB3pSUt0XdOCQ','TS28-R2RZ',20000,'AxnFbnqh',2,'{"slug": "emby-365", "title": ["Emby 365", "Emby 365 天"], "instructions": ["1. Open https://example.com/redeem and choose “Emby”.\n2. Enter your license code and choose a name and password.\n3. Install Emby, add the server emby.example.com and sign in.\nAlready have an account? Redeem while signed in and the days are added.", "1. 打开兑换页，选择“Emby”：https://example.com/redeem\n2. 输入授权码，设置用户名和密码。\n3. 安装 Emby，添加服务器 emby.example.com 并登录。\n已有账号？登录后兑换，天数会加到原账号。"], "kind": "license_code", "duration_days": 365, "renewal": "replace"}',1,'CNY',25000,'manual','en','PENDING',1,NULL,1797925309500,1800517309822,1800517309822,NULL,NULL,NULL,90,NULL);
INSERT INTO "orders" VALUES('LJEO9jxQ0LSFLpdPoeBnNA','NT4W-HFNT',20002,'8jrWWkdU',1,'{"slug": "emby-30", "title": ["Emby 30", "Emby 30 天"], "instructions": ["1. Open https://example.com/redeem and choose “Emby”.\n2. Enter your license code and choose a name and password.\n3. Install Emby, add the server emby.example.com and sign in.\nAlready have an account? Redeem while signed in and the days are added.", "1. 打开兑换页，选择“Emby”：https://example.com/redeem\n2. 输入授权码，设置用户名和密码。\n3. 安装 Emby，添加服务器 emby.example.com 并登录。\n已有账号？登录后兑换，天数会加到原账号。"], "kind": "license_code", "duration_days": 30, "renewal": "replace"}',1,'XTR',250,'stars','en','DELIVERED',3,NULL,1797925311939,1797926211939,1797926511939,1797925611985,1797925312085,1797925312171,117,120);
INSERT INTO "orders" VALUES('BxbLS4cw6lvvLBpjGIpeQA','EG4J-0W46',20003,'-0KH7Eat',6,'{"slug": "vault-100gb-365", "title": ["Cloud vault 100 GB, 365 days", "云端保险箱 100 GB 365 天"], "instructions": ["1. Create an account at https://example.com/vault, or sign in.\n2. Open Plan, Redeem, and enter your license code.", "1. 在 https://example.com/vault 注册或登录。\n2. 打开“套餐”中的“兑换”，输入授权码。"], "kind": "license_code", "duration_days": 365, "renewal": "replace"}',1,'CNY',8800,'manual','zh','WAITING',4,NULL,1797925313516,1797926213516,1797926513516,NULL,1797926575659,NULL,138,NULL);
INSERT INTO "orders" VALUES('-w4SDS7thpJwQMSXdATTEA','G1N7-2B9A',20003,'xNqxi_gT',2,'{"slug": "emby-365", "title": ["Emby 365", "Emby 365 天"], "instructions": ["1. Open https://example.com/redeem and choose “Emby”.\n2. Enter your license code and choose a name and password.\n3. Install Emby, add the server emby.example.com and sign in.\nAlready have an account? Redeem while signed in and the days are added.", "1. 打开兑换页，选择“Emby”：https://example.com/redeem\n2. 输入授权码，设置用户名和密码。\n3. 安装 Emby，添加服务器 emby.example.com 并登录。\n已有账号？登录后兑换，天数会加到原账号。"], "kind": "license_code", "duration_days": 365, "renewal": "replace"}',1,'XTR',2500,'stars','zh','EXPIRED',4,NULL,1797925313848,1797926213848,1797926513848,NULL,NULL,NULL,140,141);
INSERT INTO "orders" VALUES('Jg_Fg7s91JJeGSUp2UGa6w','FJE0-BP80',20004,'sIbg-t3A',6,'{"slug": "vault-100gb-365", "title": ["Cloud vault 100 GB, 365 days", "云端保险箱 100 GB 365 天"], "instructions": ["1. Create an account at https://example.com/vault, or sign in.\n2. Open Plan, Redeem, and enter your license code.", "1. 在 https://example.com/vault 注册或登录。\n2. 打开“套餐”中的“兑换”，输入授权码。"], "kind": "license_code", "duration_days": 365, "renewal": "replace"}',1,'XTR',800,'stars','zh','DELIVERED',5,NULL,1797926574924,1797927474924,1797927774924,1797926875039,1797926575115,1797926575197,149,150);
INSERT INTO "orders" VALUES('toQKztZHnM5wMrZnx_9bAw','X9ZA-5VD2',20002,'x-mF5mdf',5,'{"slug": "noteharbor-pro", "title": ["NoteHarbor Pro, lifetime", "NoteHarbor Pro 永久版"], "instructions": ["1. Install NoteHarbor from https://example.com/noteharbor.\n2. Open Settings, License, and paste your license code.", "1. 从 https://example.com/noteharbor 安装 NoteHarbor。\n2. 打开“设置”中的“许可证”，粘贴授权码。"], "kind": "license_code", "duration_days": null, "renewal": "replace"}',1,'CNY',12800,'manual','en','PENDING',3,NULL,1797926575903,1800518576194,1800518576194,NULL,NULL,NULL,163,NULL);
INSERT INTO "orders" VALUES('SvRR0_wBqok6_zVMi7uxeg','F6QR-89TR',20003,'1mbTNvlr',5,'{"slug": "noteharbor-pro", "title": ["NoteHarbor Pro, lifetime", "NoteHarbor Pro 永久版"], "instructions": ["1. Install NoteHarbor from https://example.com/noteharbor.\n2. Open Settings, License, and paste your license code.", "1. 从 https://example.com/noteharbor 安装 NoteHarbor。\n2. 打开“设置”中的“许可证”，粘贴授权码。"], "kind": "license_code", "duration_days": null, "renewal": "replace"}',1,'CNY',12800,'manual','zh','PENDING',4,NULL,1797926576423,1800518576719,1800518576719,NULL,NULL,NULL,170,NULL);
INSERT INTO "orders" VALUES('xPTjJTnF-ALkAuPc55TdTg','P6D6-TXMV',20002,'qntpbmDW',4,'{"slug": "music-90", "title": ["Music 90", "音乐 90 天"], "instructions": ["1. Open the link. It shows your server, name and password.\n2. Enter them in a Subsonic app on your phone or computer.", "1. 打开链接，页面会显示服务器、用户名和密码。\n2. 在手机或电脑的 Subsonic 应用里填写即可。"], "kind": "subscription_link", "duration_days": 90, "renewal": "replace"}',1,'CNY',3000,'manual','en','REFUNDED',3,NULL,1797926576957,1800518577229,1800518577229,NULL,1797926577863,1797926577970,176,NULL);
CREATE TABLE payments (
	id INTEGER NOT NULL, 
	order_id TEXT, 
	customer_id BIGINT NOT NULL, 
	provider TEXT NOT NULL, 
	charge_id TEXT, 
	currency TEXT NOT NULL, 
	amount BIGINT NOT NULL, 
	state TEXT NOT NULL, 
	opened_at BIGINT NOT NULL, 
	submitted_at BIGINT, 
	confirmed_at BIGINT, 
	reviewed_by BIGINT, 
	reason TEXT, 
	evidence BLOB, 
	evidence_mark BLOB, 
	CONSTRAINT pk_payments PRIMARY KEY (id), 
	CONSTRAINT uq_payments_provider_charge_id UNIQUE (provider, charge_id), 
	CONSTRAINT ck_payments_state CHECK (state IN ('OPENED', 'REVIEW', 'CONFIRMED', 'FAILED', 'EXPIRED', 'SURPLUS', 'REFUNDED')), 
	CONSTRAINT ck_payments_currency CHECK (currency IN ('XTR', 'USD', 'CNY', 'USDT')), 
	CONSTRAINT fk_payments_order_id FOREIGN KEY(order_id) REFERENCES orders (id)
);
INSERT INTO "payments" VALUES(1,'grbt7fdft9UMTCYQeTBN1A',20000,'stars','stx8125252725831_20000','XTR',250,'CONFIRMED',1795936842112,NULL,1795936842209,NULL,NULL,NULL,NULL);
INSERT INTO "payments" VALUES(2,'_pE58ShIKgMH6xwxvGbMYA',20000,'stars','stx8125252725833_20000','XTR',400,'CONFIRMED',1795936842444,NULL,1795936842498,NULL,NULL,NULL,NULL);
INSERT INTO "payments" VALUES(3,'Tab_UyIShQPBnu2N8fBzjQ',20000,'stars','stx8125252725835_20000','XTR',1200,'CONFIRMED',1795936843346,NULL,1795936843366,NULL,NULL,NULL,NULL);
INSERT INTO "payments" VALUES(4,'O562a45e87e6YuzTqCDQxw',20000,'stars',NULL,'XTR',300,'EXPIRED',1795936844394,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "payments" VALUES(5,'bBpXqSi2JkRkRdQEb7bn9g',20000,'manual','review:5','CNY',8800,'CONFIRMED',1795936844821,1795938105739,1795938105894,9001,NULL,X'674141414141427243394A4E5F5A7A46786349654E3433596D6E6C4E5A5637537A7A727968303170654761624553755555685A696C495A6C6C596678586844786651794B5955306834372D387958324E317270654C4C476530445A2D7452716942644D325A58316579477A4D6F395A5F46346D7A4266453D',X'0108ADBACC5676AA0B056108BCAB814126356C3237E73CABD3B03751BF3D5A4C');
INSERT INTO "payments" VALUES(6,'4f4JRhziBvp1WihSNZqdFw',20000,'stars',NULL,'XTR',2500,'EXPIRED',1795936844973,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "payments" VALUES(7,'j85X92mv9XXp960GZuhogg',20001,'stars','stx8125252725837_20001','XTR',800,'CONFIRMED',1795938105323,NULL,1795938105443,NULL,NULL,NULL,NULL);
INSERT INTO "payments" VALUES(8,'NFy2n6dPyZ4lBmgn7cMrLQ',20000,'stars','stx8125252725839_20000','XTR',300,'REFUNDED',1795938106147,NULL,1795938106276,NULL,NULL,NULL,NULL);
INSERT INTO "payments" VALUES(9,'v3WCuBFhHMGyMIhv-9ETMQ',20000,'stars',NULL,'XTR',1200,'EXPIRED',1797925308494,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "payments" VALUES(10,'oaCHsSTKBCcoHdLaa3QzaQ',20000,'manual',NULL,'CNY',3000,'FAILED',1797925308721,1797925308984,NULL,9001,'other-sum',X'674141414141427243394A51754E7958676851624A68763374774B37456A3050764D6E34707179734F6D57365949544B395743466D4265534237796B487A7472515769496E783077474279306D35486A4275372D4E75626F67336F4C325873565F513D3D',X'120B471792F862F836DA4A4AA3B66FC056641043E7BD0604204D43706322837F');
INSERT INTO "payments" VALUES(11,'xM5Ja6Gj9GB3pSUt0XdOCQ',20000,'manual',NULL,'CNY',25000,'REVIEW',1797925309500,1797925309822,NULL,NULL,NULL,X'674141414141427243394A52614873423451704B41374A4A414E3979694453716E3073745F544D2D79306F4B4E35593773505A63513143524D36394C4C474C4B394B595939616D2D544648503730685A554C6A79724C736E6435377361557363333674616A663266344878705944715F7547674C4956343D',X'6CAD6DAEC22DB963BA4DF313D96DA22B97913A77E0490BD0EA8BE70423989925');
INSERT INTO "payments" VALUES(12,'LJEO9jxQ0LSFLpdPoeBnNA',20002,'stars','stx8125252725841_20002','XTR',250,'CONFIRMED',1797925311939,NULL,1797925312078,NULL,NULL,NULL,NULL);
INSERT INTO "payments" VALUES(13,'BxbLS4cw6lvvLBpjGIpeQA',20003,'manual','review:13','CNY',8800,'CONFIRMED',1797925313516,1797926575388,1797926575659,9001,NULL,X'674141414141427243394A584C374F475951352D72337655495135572D727A4244656B6D435A59336E6E4C31344C394D6F6F76304B37373878714452434F664949354E4C48666E5F796E4A5F48454D3437564934687A756B547345524F477565762D6E414C554D644C774F5A35616C2D4F627356684C343D',X'942DAFD311E3004943FBA03E1EB5773D142B6001B40FE6FE36F73E4EF347B6AE');
INSERT INTO "payments" VALUES(14,'-w4SDS7thpJwQMSXdATTEA',20003,'stars',NULL,'XTR',2500,'EXPIRED',1797925313848,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "payments" VALUES(15,'Jg_Fg7s91JJeGSUp2UGa6w',20004,'stars','stx8125252725843_20004','XTR',800,'CONFIRMED',1797926574924,NULL,1797926575114,NULL,NULL,NULL,NULL);
INSERT INTO "payments" VALUES(16,'toQKztZHnM5wMrZnx_9bAw',20002,'manual',NULL,'CNY',12800,'REVIEW',1797926575903,1797926576194,NULL,NULL,NULL,X'674141414141427243394A59366D314F557947634E6B4F6E5862342D7563596A39544A514A536D72456669736B4D5435745A596B586150595F73316E3675337A724A7A756B5778543170417735453379572D56454A7234624B387244543865706D773D3D',X'7231B9678FD5F5828E3F13CF25DB78EC2CAFDD59CEB81CE9AC76437C7B0CF92A');
INSERT INTO "payments" VALUES(17,'SvRR0_wBqok6_zVMi7uxeg',20003,'manual',NULL,'CNY',12800,'REVIEW',1797926576423,1797926576719,NULL,NULL,NULL,X'674141414141427243394A59394E6365416D4730354C69735F6C6A78496C703161335834654550447139735F536A644C70634954544E355778584E2D4F4F7662627A736B6C465945466E4978754F6454776449544B76466B7250784C6867617033413D3D',X'7231B9678FD5F5828E3F13CF25DB78EC2CAFDD59CEB81CE9AC76437C7B0CF92A');
INSERT INTO "payments" VALUES(18,'xPTjJTnF-ALkAuPc55TdTg',20002,'manual','review:18','CNY',3000,'REFUNDED',1797926576957,1797926577229,1797926577863,9001,NULL,X'674141414141427243394A5A6C6B436E6E5A47395F486A784768524857496562614871496152573044634F6865465062346B487568463739486743664161564350466A387037376837364C6378436E314947457A78574C38592D4F432D4765772D76494856584B327A6F46357A736E455F3571367331673D',X'C737FBAD7B56695F961DD84A56364284DD85C3E4262E7161726A882374349390');
CREATE TABLE prices (
	product_id INTEGER NOT NULL, 
	currency TEXT NOT NULL, 
	amount BIGINT NOT NULL, 
	CONSTRAINT pk_prices PRIMARY KEY (product_id, currency), 
	CONSTRAINT ck_prices_currency CHECK (currency IN ('XTR', 'USD', 'CNY', 'USDT')), 
	CONSTRAINT ck_prices_amount CHECK (amount > 0), 
	CONSTRAINT fk_prices_product_id FOREIGN KEY(product_id) REFERENCES products (id)
);
INSERT INTO "prices" VALUES(1,'XTR',250);
INSERT INTO "prices" VALUES(1,'CNY',2500);
INSERT INTO "prices" VALUES(2,'XTR',2500);
INSERT INTO "prices" VALUES(2,'CNY',25000);
INSERT INTO "prices" VALUES(3,'XTR',400);
INSERT INTO "prices" VALUES(3,'CNY',4000);
INSERT INTO "prices" VALUES(4,'XTR',300);
INSERT INTO "prices" VALUES(4,'CNY',3000);
INSERT INTO "prices" VALUES(5,'XTR',1200);
INSERT INTO "prices" VALUES(5,'USD',1790);
INSERT INTO "prices" VALUES(5,'CNY',12800);
INSERT INTO "prices" VALUES(6,'XTR',800);
INSERT INTO "prices" VALUES(6,'CNY',8800);
CREATE TABLE products (
	id INTEGER NOT NULL, 
	slug TEXT NOT NULL, 
	category_id INTEGER NOT NULL, 
	title_en TEXT NOT NULL, 
	title_zh TEXT NOT NULL, 
	description_en TEXT NOT NULL, 
	description_zh TEXT NOT NULL, 
	instructions_en TEXT NOT NULL, 
	instructions_zh TEXT NOT NULL, 
	kind TEXT NOT NULL, 
	duration_days INTEGER, 
	renewal TEXT NOT NULL, 
	max_quantity SMALLINT NOT NULL, 
	stock_display TEXT NOT NULL, 
	photo TEXT, 
	hidden BOOLEAN NOT NULL, 
	position INTEGER NOT NULL, 
	CONSTRAINT pk_products PRIMARY KEY (id), 
	CONSTRAINT uq_products_slug UNIQUE (slug), 
	CONSTRAINT ck_products_kind CHECK (kind IN ('license_code', 'subscription_link')), 
	CONSTRAINT ck_products_renewal CHECK (renewal IN ('replace', 'extend')), 
	CONSTRAINT ck_products_stock_display CHECK (stock_display IN ('exact', 'few', 'status')), 
	CONSTRAINT ck_products_quantity CHECK (max_quantity BETWEEN 1 AND 50), 
	CONSTRAINT ck_products_duration CHECK (duration_days IS NULL OR duration_days > 0), 
	CONSTRAINT fk_products_category_id FOREIGN KEY(category_id) REFERENCES categories (id)
);
INSERT INTO "products" VALUES(1,'emby-30',1,'Emby 30','Emby 30 天','Films and series on our Emby server, on every device you own.
2 devices at the same time, 4K where the source has it.','在 Emby 上看电影和剧集，手机、电视、电脑都能用。
可同时在 2 台设备上播放，有 4K 片源即可播放 4K。','1. Open https://example.com/redeem and choose “Emby”.
2. Enter your license code and choose a name and password.
3. Install Emby, add the server emby.example.com and sign in.
Already have an account? Redeem while signed in and the days are added.','1. 打开兑换页，选择“Emby”：https://example.com/redeem
2. 输入授权码，设置用户名和密码。
3. 安装 Emby，添加服务器 emby.example.com 并登录。
已有账号？登录后兑换，天数会加到原账号。','license_code',30,'replace',5,'exact',NULL,0,0);
INSERT INTO "products" VALUES(2,'emby-365',1,'Emby 365','Emby 365 天','365 days of Emby for the price of ten times 30 days.
2 devices at the same time, 4K where the source has it.','用 10 份 30 天的价格，看满 365 天 Emby。
可同时在 2 台设备上播放，有 4K 片源即可播放 4K。','1. Open https://example.com/redeem and choose “Emby”.
2. Enter your license code and choose a name and password.
3. Install Emby, add the server emby.example.com and sign in.
Already have an account? Redeem while signed in and the days are added.','1. 打开兑换页，选择“Emby”：https://example.com/redeem
2. 输入授权码，设置用户名和密码。
3. 安装 Emby，添加服务器 emby.example.com 并登录。
已有账号？登录后兑换，天数会加到原账号。','license_code',365,'replace',2,'few',NULL,0,1);
INSERT INTO "products" VALUES(3,'all-access-30',2,'All access 30','全站通行 30 天','One private link to everything: Emby, music and the e-book library.
Renew it and the same link keeps running.','一个专属链接，通行 Emby、音乐和电子书库。
续费后沿用原链接，不必重新设置。','1. Tap the link or copy it into your browser.
2. Choose a service and follow the steps for your device.
Keep the link to yourself: whoever has it can use it.','1. 点击链接，或复制到浏览器打开。
2. 选择服务，按设备的步骤设置。
链接请勿外传，持有链接的人都能使用。','subscription_link',30,'extend',1,'status',NULL,0,2);
INSERT INTO "products" VALUES(4,'music-90',2,'Music 90','音乐 90 天','90 days of lossless music in any Subsonic app.
Every renewal comes with a new link.','90 天无损音乐，支持各种 Subsonic 应用。
每次续费都会发一个新链接。','1. Open the link. It shows your server, name and password.
2. Enter them in a Subsonic app on your phone or computer.','1. 打开链接，页面会显示服务器、用户名和密码。
2. 在手机或电脑的 Subsonic 应用里填写即可。','subscription_link',90,'replace',2,'few',NULL,0,3);
INSERT INTO "products" VALUES(5,'noteharbor-pro',3,'NoteHarbor Pro, lifetime','NoteHarbor Pro 永久版','The Pro edition of the NoteHarbor notebook: unlimited notes, sync, PDF export.
Pay once. The license never ends and covers 3 computers.','NoteHarbor 笔记 Pro 版：笔记不限量、多端同步、导出 PDF。
一次付款，永久有效，可用于 3 台电脑。','1. Install NoteHarbor from https://example.com/noteharbor.
2. Open Settings, License, and paste your license code.','1. 从 https://example.com/noteharbor 安装 NoteHarbor。
2. 打开“设置”中的“许可证”，粘贴授权码。','license_code',NULL,'replace',3,'exact',NULL,0,4);
INSERT INTO "products" VALUES(6,'vault-100gb-365',3,'Cloud vault 100 GB, 365 days','云端保险箱 100 GB 365 天','100 GB of encrypted storage for photos and documents, for 365 days.
Files are encrypted on your device before they leave it.','100 GB 加密空间，存放照片和文档，有效 365 天。
文件先在您的设备上加密，再上传。','1. Create an account at https://example.com/vault, or sign in.
2. Open Plan, Redeem, and enter your license code.','1. 在 https://example.com/vault 注册或登录。
2. 打开“套餐”中的“兑换”，输入授权码。','license_code',365,'replace',1,'status',NULL,0,5);
CREATE TABLE refunds (
	id INTEGER NOT NULL, 
	payment_id INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	reason TEXT NOT NULL, 
	admin_id BIGINT, 
	asked_at BIGINT NOT NULL, 
	done_at BIGINT, 
	due_at BIGINT NOT NULL, 
	lease_until BIGINT, 
	attempts SMALLINT DEFAULT '0' NOT NULL, 
	message_id BIGINT, 
	error TEXT, 
	CONSTRAINT pk_refunds PRIMARY KEY (id), 
	CONSTRAINT ck_refunds_state CHECK (state IN ('DUE', 'SENDING', 'DONE', 'PERSON')), 
	CONSTRAINT uq_refunds_payment_id UNIQUE (payment_id), 
	CONSTRAINT fk_refunds_payment_id FOREIGN KEY(payment_id) REFERENCES payments (id)
);
INSERT INTO "refunds" VALUES(1,8,'DONE','4711',9001,1795938106612,1795938106814,1795936846612,NULL,1,NULL,NULL);
INSERT INTO "refunds" VALUES(2,18,'DONE','4711',9001,1797926578141,1797926578181,1795936858141,NULL,0,NULL,NULL);
CREATE TABLE reminders (
	subscription_id TEXT NOT NULL, 
	stage TEXT NOT NULL, 
	ends_at BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_reminders PRIMARY KEY (subscription_id, stage, ends_at), 
	CONSTRAINT fk_reminders_subscription_id FOREIGN KEY(subscription_id) REFERENCES subscriptions (id)
);
INSERT INTO "reminders" VALUES('QzTJ6IIWnbHoTP8XEv3wOA','before-7',1798528842275,1797925307090);
INSERT INTO "reminders" VALUES('nqXThtFz_lNYscqzhVbggg','before-7',1798528843273,1797925307095);
CREATE TABLE stock_batches (
	id TEXT NOT NULL, 
	product_id INTEGER NOT NULL, 
	admin_id BIGINT NOT NULL, 
	created_at BIGINT NOT NULL, 
	size INTEGER NOT NULL, 
	undone_at BIGINT, 
	CONSTRAINT pk_stock_batches PRIMARY KEY (id), 
	CONSTRAINT fk_stock_batches_product_id FOREIGN KEY(product_id) REFERENCES products (id)
);
INSERT INTO "stock_batches" VALUES('i1rkd3pPsvyfFBWaX3vXsA',1,9001,1795936841172,40,NULL);
INSERT INTO "stock_batches" VALUES('za1Ex2lOtdulEo7u2xqM1w',2,9001,1795936841324,3,NULL);
INSERT INTO "stock_batches" VALUES('Kz-UF74joC-aMgeVc-zvcQ',3,9001,1795936841463,40,NULL);
INSERT INTO "stock_batches" VALUES('cwiO2LAV5r7bG-7elxsKBg',4,9001,1795936841599,40,NULL);
INSERT INTO "stock_batches" VALUES('e87mK5RJf8Y7dYXcUixMOA',5,9001,1795936841772,40,NULL);
INSERT INTO "stock_batches" VALUES('i1YhPkeVeKWD7GFXEL5IDA',6,9001,1795936844624,1,NULL);
INSERT INTO "stock_batches" VALUES('9tttD3O_6QrWq9vs3S_cZA',6,9001,1797925312524,1,NULL);
INSERT INTO "stock_batches" VALUES('i60zKJ5YoJUWTpCcUlYSew',6,9001,1797925313057,1,NULL);
CREATE TABLE stock_items (
	id INTEGER NOT NULL, 
	product_id INTEGER NOT NULL, 
	state TEXT NOT NULL, 
	secret BLOB NOT NULL, 
	fingerprint BLOB NOT NULL, 
	batch_id TEXT NOT NULL, 
	order_id TEXT, 
	CONSTRAINT pk_stock_items PRIMARY KEY (id), 
	CONSTRAINT uq_stock_items_fingerprint UNIQUE (fingerprint), 
	CONSTRAINT ck_stock_items_state CHECK (state IN ('FREE', 'HELD', 'GIVEN', 'VOID')), 
	CONSTRAINT ck_stock_items_owner CHECK ((state IN ('HELD', 'GIVEN')) = (order_id IS NOT NULL) OR state = 'VOID'), 
	CONSTRAINT fk_stock_items_product_id FOREIGN KEY(product_id) REFERENCES products (id), 
	CONSTRAINT fk_stock_items_batch_id FOREIGN KEY(batch_id) REFERENCES stock_batches (id), 
	CONSTRAINT fk_stock_items_order_id FOREIGN KEY(order_id) REFERENCES orders (id)
);
INSERT INTO "stock_items" VALUES(1,1,'GIVEN',X'674141414141427243394A4A46687633376B79744A66666C644F6D7453425F7447704F4F5764623058364A6A6E677174526D665976306C4D3633415A546A3451505777732D3870674D6178534441736B78366364796B5169456D574252765A31655957425A614A5A7135554E513034476A61726650356B3D',X'C9BDD33E0C257F61F07972ADFAEB961D1DAF0227964181E2DF8A2FB5F1030503','i1rkd3pPsvyfFBWaX3vXsA','grbt7fdft9UMTCYQeTBN1A');
INSERT INTO "stock_items" VALUES(2,1,'GIVEN',X'674141414141427243394A4A32567A576B69465954736566464232377741766A3973416F546D4D5F52656969346C417A6155525A454B5338486D457530754E6B71775A7A325F6C322D78774A4B5974317A466C41556B7668396F6843354771695636704D335F4E566C7036643256587065427A664459673D',X'811BCB09669BFD78350B20E397EEC18AB6BC40B6C0AF0635C7654A24B69CF5E5','i1rkd3pPsvyfFBWaX3vXsA','LJEO9jxQ0LSFLpdPoeBnNA');
INSERT INTO "stock_items" VALUES(3,1,'FREE',X'674141414141427243394A4A5A657A525F7478563762554C4A7664676D4953495044385F7137665974646A3175456E64753552416C622D66334747596546486C51552D304F70334F522D536C55585F34416B735552567A4331624E377267646F41746C4667795073765A524F75525075326A44567641593D',X'41837F66F1DEB5E5F72789BCDEC05739D203DF399BF9DB9ABD8A6EB2FCACB5B1','i1rkd3pPsvyfFBWaX3vXsA',NULL);
INSERT INTO "stock_items" VALUES(4,1,'FREE',X'674141414141427243394A4A335638664B58324456615F7347466B2D6A6236746347487274545F4C6771526C4953796662706B6A49474B424D534D51736175483452714C7563592D7A4C3036727976326C3454334941647A4362634B6A66684C525F71426368455759796257647A3546446344676E41633D',X'8DC9518B69E9B93D2CCAD60E6709CB821C92EA3602B63361750CC2DE7767E02F','i1rkd3pPsvyfFBWaX3vXsA',NULL);
INSERT INTO "stock_items" VALUES(5,1,'FREE',X'674141414141427243394A4A6168355844346C5A746667646957706545334C41665A55727432364F4F4538375A4F693437714A555256445F6F72496D79636764787A547A716E766B6663784E3837685F47544F363064635F657877374F566166307A536D5F70716574437074596A6175737576467575733D',X'1EBC9B2B591DDE162152A5A7E8FB09323CAD5710E72955AA41E0D119548FDD7D','i1rkd3pPsvyfFBWaX3vXsA',NULL);
INSERT INTO "stock_items" VALUES(41,2,'HELD',X'674141414141427243394A4A39433833644B5075305832373836615434482D6E50716D6B4B66586F4E536D7A2D6C493755725265386D767438335341657A435A30613563624A6D45505134514F3375766135686C6237486D756E554F6250497335736339744E627931417A73545A6B434B6F6E304E31513D',X'6D4FFF763969F1187C6C1A9F2CFC4A2A2600A93A6F917E9D3D1ACEF396F81D9A','za1Ex2lOtdulEo7u2xqM1w','xM5Ja6Gj9GB3pSUt0XdOCQ');
INSERT INTO "stock_items" VALUES(42,2,'FREE',X'674141414141427243394A4A59724D322D3953506F6F6A7A414B76456A77364D55714F336A587A4C7A4D35574F424C65684F6A5F327563533479527A734F697A3364524A38474A3671375442694F744962786368664C504D564E5847634A7459663363793358454467793454643657526B41476B4771773D',X'7BA253A3EE894FB7CA799AB08D194622D202E07E397ED861A57BE9A7ED163A4C','za1Ex2lOtdulEo7u2xqM1w',NULL);
INSERT INTO "stock_items" VALUES(43,2,'FREE',X'674141414141427243394A4A31536D3568326E544F4E6C3277716B724E644A455F30375562316976354B41434A37326537475144734452784A7558615730536659635975764C6F346632486375366E6852655A5376366E756472414858396A6D61797730533166522D4A59497A5745384C3532335336493D',X'139F51D91C11DD2FCDDFDA8F3D6FACFFE9F76CE8D60D8CDBC17C42FB1F101841','za1Ex2lOtdulEo7u2xqM1w',NULL);
INSERT INTO "stock_items" VALUES(44,3,'GIVEN',X'674141414141427243394A4A52476B377533514E3247515366546B707559424838437863584F334C3572583838715A656C73685958586769444A5F52414F6A384E38562D304A69396E327433555A646476754E5F4E4337544C6B2D6171736B7447776D2D6235486A345659515F466449624A782D434F58317551516858356355326776736D3763416A507371',X'C4836E5009E07D6A9C368AF6AD80D5959E5A179CBF2D194F2E016FA831B63906','Kz-UF74joC-aMgeVc-zvcQ','_pE58ShIKgMH6xwxvGbMYA');
INSERT INTO "stock_items" VALUES(45,3,'FREE',X'674141414141427243394A4A556172754167394C677A5A734A6E78314757626837487A53554B4F374D38736977422D382D6E55426B365964717159527036594F5A756568777A484E456F57756942446B375A50506A696E493053587950346571525078696E754A365272502D35366E3133774F7935526C6A486C6D676638576951533335435332416230646B',X'25F5813A07C6A45437D029B94893C178751941AB81C80DD01F5200AC77A76091','Kz-UF74joC-aMgeVc-zvcQ',NULL);
INSERT INTO "stock_items" VALUES(46,3,'FREE',X'674141414141427243394A4A4E4A68556A6B773677326F484D2D483363732D4A6F595F726A6E52344978534651532D33543436522D6E4D4F51304A6F55365A447A586241733676664E4D34593463624A65326A63384756624F6D517333595F35314B597375517833755278796F666E7A43624B4E4865376C5F7841704334527241744479736E3864547A7472',X'E322F351C3A763F041B0738AA59FAEE516CF8FD1CE70ECDA03747B4C29E42800','Kz-UF74joC-aMgeVc-zvcQ',NULL);
INSERT INTO "stock_items" VALUES(47,3,'FREE',X'674141414141427243394A4A6C477334486E74426F71656445476C513961376935503145387346354B4F43526D676C4E4A515F38626273584E467A7A634B527034536B5F395549614A304851456C5F533375504D6F7061546F6B6C33616D6558497A68596779635F666936734C452D667A7232356A4E63655163334452534A41796642394F5972304158414B',X'7F95EA65E5879A98FC90133242DA34096529097844A6E1DFC6EF5CF48F391E9F','Kz-UF74joC-aMgeVc-zvcQ',NULL);
INSERT INTO "stock_items" VALUES(84,4,'GIVEN',X'674141414141427243394A4A65504348326A4669776F39324B566F4F635136532D706A68796969694F4F76747344324B4A4A31434A79316D303966356D377A5570506D337369326D5947654B3633597A3830474D5A797738343055554A5F4659634A445262446F4C7869586331486D5667366348375875697375346E4F5566446276566F564A357247476845',X'42E842BA0D0F69B87A92257DFA098FFF3C1C717E392B5F1B914EF8DA0C20E4BD','cwiO2LAV5r7bG-7elxsKBg','NFy2n6dPyZ4lBmgn7cMrLQ');
INSERT INTO "stock_items" VALUES(85,4,'GIVEN',X'674141414141427243394A4A2D46334664716531666B466753727665684A7234454A714262416F587A39444A506F7A6747675532596541676D4D32796C706C4E774B507A7161616D585A4A594A692D425861566942396B73664C75655A586A645F507735755374326A4E5F52684F415470464151746C5648304256434A314652564D76543458527364643268',X'20452BF561B5497452A08F270335E55D7FB81643ED6239A5C50ACE7CC8C3DF93','cwiO2LAV5r7bG-7elxsKBg','xPTjJTnF-ALkAuPc55TdTg');
INSERT INTO "stock_items" VALUES(86,4,'FREE',X'674141414141427243394A4A62753438423666345F354A37726B5347535A4B454E6C5732624E566A724F78624B78424430425373447A5F37494C2D4536335F314A51636939735F454A712D554F766F3944576C784741536244337A337A6F564C50425748646B6A496F78343945484C42776A7862646538704D75623661553772336846576B34476E776F3630',X'760290C02F0976D28ACE4B46349E8782D40813E6A636AE508095F0786A37273D','cwiO2LAV5r7bG-7elxsKBg',NULL);
INSERT INTO "stock_items" VALUES(87,4,'FREE',X'674141414141427243394A4A6A6854554A39495745736537426E6A574C5F62514D5F5569555535626C38484A3468476E30555371704A2D61504E567A52625F646A6A5A4477777A57706A477746333161793046314D6D34615945686C6473656D5666537A393950776F3641375269537464526D365F662D366A76344C5072324C634372495776327678504730',X'65D03AD699472001B5C925959792AABDE10C745823F5964E18EB65F3CA4C67EF','cwiO2LAV5r7bG-7elxsKBg',NULL);
INSERT INTO "stock_items" VALUES(88,4,'FREE',X'674141414141427243394A4A627A344F63576B764B4B6F31505242774C4A7A4771646B446E393349796C594943574651795942584E6559524E69766F73716554446E6B54303556354A6F6B68423261463755565A336A57656568637446704B513467514C61707666556E63774B3637513279687A49734A696648463261767A3052537853513243784869726D',X'D11154A3A11595F8122791C00A61B088F2D4ED03C8C49E19F6945ADDF7C0BA99','cwiO2LAV5r7bG-7elxsKBg',NULL);
INSERT INTO "stock_items" VALUES(124,5,'GIVEN',X'674141414141427243394A4A5966544A68436A58516F6333636447486A46586833685564564B77326E5F7655627552326D6F6F7A4141674533466955556838516E6F535F5036347951313337644A706170625967715170376C4C764B49324C54655A3647336467526E756E56794666564A6B2D6A576D493D',X'EEB87D5FC52CD0FB9EB1E9112E81322F4EB9C02382EAD7320446BADCF882E83E','e87mK5RJf8Y7dYXcUixMOA','Tab_UyIShQPBnu2N8fBzjQ');
INSERT INTO "stock_items" VALUES(125,5,'HELD',X'674141414141427243394A4A4C4B455335784B4665784B49336D5450393541594D53394151367578684E395F73444D4C2D716A333169566948485646425A776D4C7A4C66487A516768756B487138547166653136414D6A7248537153496F4848716E6265734B326C5959782D637275666C685F67584C413D',X'3DCFEBCBBC88D1D8A89BAA6CABE6BFE0A64B2907B96D3391DBFF9D71DA31C1A3','e87mK5RJf8Y7dYXcUixMOA','toQKztZHnM5wMrZnx_9bAw');
INSERT INTO "stock_items" VALUES(126,5,'HELD',X'674141414141427243394A4A5F43674D493179784730783047736147595F683242356E55473833397A794A535939784D564F6C36514868355A4D3042515A7968797148423073513936537637436132745A67315464366561666763715067685376734841616B634E7A5A744F4C523769636832464E79673D',X'C865BBAF47F703CEF306A7916381C5B5E2EE027AA0F754B8D78F22BEBE27714B','e87mK5RJf8Y7dYXcUixMOA','SvRR0_wBqok6_zVMi7uxeg');
INSERT INTO "stock_items" VALUES(127,5,'FREE',X'674141414141427243394A4A76514F704C37562D3546336166464C3731692D744E5277455332626258377468716A464C684A726C587366704A744E4F577852716D344A306237736F4D7146734F35686635724553374443456345715F2D776E436E5456494C55444B3448467957504A54496653314863673D',X'B2B7F882A8675277A37000FD75696907AA2947AC168D895FE3941DE20CF7FAFF','e87mK5RJf8Y7dYXcUixMOA',NULL);
INSERT INTO "stock_items" VALUES(128,5,'FREE',X'674141414141427243394A4A34334E31346A714C65686F36455744465968586453767675586E454B5744314D4C7455702D33397673395F47427161687531436A515041737A51456D56684D696B75346F7A725234367261497849635069783937303837565A5F4C584641504B4A446651357955593932773D',X'38EF9AE68F2CF3A1493354C61D491DBBA5FB2853D9E1BAD1C0D2539BF67F441A','e87mK5RJf8Y7dYXcUixMOA',NULL);
INSERT INTO "stock_items" VALUES(129,5,'FREE',X'674141414141427243394A4A65667A4B6F524C6659316868382D71555173427A4254763937715953636E7774616C5F544A4873514A57557850727450736969696C6D687251542D64354C626C6A39533174374930556B432D734F36694E5066694F44345F7246624E6F4A565A6F6A562D6570704A7658303D',X'4642D9A5F78FCFA97BF4EB8FB1C3DD7255F264C819734246FD81F8687882E1E7','e87mK5RJf8Y7dYXcUixMOA',NULL);
INSERT INTO "stock_items" VALUES(164,6,'GIVEN',X'674141414141427243394A4D4A6B355631703553503957684569546F73515A6B75436B6C6A773542507A757A496D6E537551414872636263474E654B596653365553776E5A64334E666A4D4A487044626D5379526444304A4A6770396643336542673D3D',X'579B5C339B8521F6E81606D97FEF601BF05F275CC0D9396181F1180A797ECE38','i1YhPkeVeKWD7GFXEL5IDA','j85X92mv9XXp960GZuhogg');
INSERT INTO "stock_items" VALUES(165,6,'GIVEN',X'674141414141427243394A556F504F3041304E3262514965694F674C68586C6A2D75416139695930585831576471306F464D326E4C422D702D6742466670676C3652395365365F6C64555965526D776542494E4C786E7935742D7A666D3341396D513D3D',X'97C7E5764DF3D1C804842E8EF34F736BFBD7083140AEDD5CC2EE9CC3BA85B0E3','9tttD3O_6QrWq9vs3S_cZA','bBpXqSi2JkRkRdQEb7bn9g');
INSERT INTO "stock_items" VALUES(166,6,'GIVEN',X'674141414141427243394A56786C7930515048586B7A34364A53674346705566737963725632694D446334777148732D4731365644437875515573744548414F5470547A376A565944584E4B67315247586F666A394D6D464D68434F452D757655413D3D',X'29DD0C0A4E0DBEE931B653F425B30E4EBA943D1ECBC13F91B0A82B311DAEA9A6','i60zKJ5YoJUWTpCcUlYSew','Jg_Fg7s91JJeGSUp2UGa6w');
CREATE TABLE subscription_periods (
	order_id TEXT NOT NULL, 
	subscription_id TEXT NOT NULL, 
	starts_at BIGINT NOT NULL, 
	ends_at BIGINT NOT NULL, 
	CONSTRAINT pk_subscription_periods PRIMARY KEY (order_id), 
	CONSTRAINT fk_subscription_periods_order_id FOREIGN KEY(order_id) REFERENCES orders (id), 
	CONSTRAINT fk_subscription_periods_subscription_id FOREIGN KEY(subscription_id) REFERENCES subscriptions (id)
);
INSERT INTO "subscription_periods" VALUES('grbt7fdft9UMTCYQeTBN1A','QzTJ6IIWnbHoTP8XEv3wOA',1795936842275,1798528842275);
INSERT INTO "subscription_periods" VALUES('_pE58ShIKgMH6xwxvGbMYA','nqXThtFz_lNYscqzhVbggg',1795936843273,1798528843273);
INSERT INTO "subscription_periods" VALUES('j85X92mv9XXp960GZuhogg','iCcM6d8DuQa3weGrq0jjhw',1795938105503,1827474105503);
INSERT INTO "subscription_periods" VALUES('NFy2n6dPyZ4lBmgn7cMrLQ','bUfHA5jLISmpr4wEz8GcJg',1795938106342,1803714106342);
INSERT INTO "subscription_periods" VALUES('LJEO9jxQ0LSFLpdPoeBnNA','6GqrG2CMZJJY1bJ8nxxioA',1797925312171,1800517312171);
INSERT INTO "subscription_periods" VALUES('bBpXqSi2JkRkRdQEb7bn9g','NM5sv9WSaqUKdWprpQRRMw',1797925312854,1829461312854);
INSERT INTO "subscription_periods" VALUES('Jg_Fg7s91JJeGSUp2UGa6w','JZkzaFnOQedHGcSqTsIGeg',1797926575197,1829462575197);
INSERT INTO "subscription_periods" VALUES('xPTjJTnF-ALkAuPc55TdTg','LGSlNxoBSELQs99Tsx8tKw',1797926577970,1805702577970);
CREATE TABLE subscriptions (
	id TEXT NOT NULL, 
	customer_id BIGINT NOT NULL, 
	product_id INTEGER NOT NULL, 
	order_id TEXT NOT NULL, 
	title_en TEXT NOT NULL, 
	title_zh TEXT NOT NULL, 
	state TEXT NOT NULL, 
	starts_at BIGINT NOT NULL, 
	ends_at BIGINT NOT NULL, 
	remind_at BIGINT, 
	CONSTRAINT pk_subscriptions PRIMARY KEY (id), 
	CONSTRAINT ck_subscriptions_state CHECK (state IN ('ACTIVE', 'GRACE', 'ENDED', 'SUSPENDED', 'REVOKED')), 
	CONSTRAINT ck_subscriptions_period CHECK (ends_at > starts_at), 
	CONSTRAINT fk_subscriptions_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id), 
	CONSTRAINT fk_subscriptions_product_id FOREIGN KEY(product_id) REFERENCES products (id), 
	CONSTRAINT fk_subscriptions_order_id FOREIGN KEY(order_id) REFERENCES orders (id)
);
INSERT INTO "subscriptions" VALUES('QzTJ6IIWnbHoTP8XEv3wOA',20000,1,'grbt7fdft9UMTCYQeTBN1A','Emby 30','Emby 30 天','ACTIVE',1795936842275,1798528842275,1798269642275);
INSERT INTO "subscriptions" VALUES('nqXThtFz_lNYscqzhVbggg',20000,3,'_pE58ShIKgMH6xwxvGbMYA','All access 30','全站通行 30 天','ACTIVE',1795936843273,1798528843273,1798269643273);
INSERT INTO "subscriptions" VALUES('iCcM6d8DuQa3weGrq0jjhw',20001,6,'j85X92mv9XXp960GZuhogg','Cloud vault 100 GB, 365 days','云端保险箱 100 GB 365 天','ACTIVE',1795938105503,1827474105503,1826869305503);
INSERT INTO "subscriptions" VALUES('bUfHA5jLISmpr4wEz8GcJg',20000,4,'NFy2n6dPyZ4lBmgn7cMrLQ','Music 90','音乐 90 天','REVOKED',1795938106342,1803714106342,NULL);
INSERT INTO "subscriptions" VALUES('6GqrG2CMZJJY1bJ8nxxioA',20002,1,'LJEO9jxQ0LSFLpdPoeBnNA','Emby 30','Emby 30 天','ACTIVE',1797925312171,1800517312171,1799912512171);
INSERT INTO "subscriptions" VALUES('NM5sv9WSaqUKdWprpQRRMw',20000,6,'bBpXqSi2JkRkRdQEb7bn9g','Cloud vault 100 GB, 365 days','云端保险箱 100 GB 365 天','ACTIVE',1797925312854,1829461312854,1828856512854);
INSERT INTO "subscriptions" VALUES('JZkzaFnOQedHGcSqTsIGeg',20004,6,'Jg_Fg7s91JJeGSUp2UGa6w','Cloud vault 100 GB, 365 days','云端保险箱 100 GB 365 天','ACTIVE',1797926575197,1829462575197,1828857775197);
INSERT INTO "subscriptions" VALUES('LGSlNxoBSELQs99Tsx8tKw',20002,4,'xPTjJTnF-ALkAuPc55TdTg','Music 90','音乐 90 天','REVOKED',1797926577970,1805702577970,NULL);
CREATE TABLE ticket_posts (
	id INTEGER NOT NULL, 
	ticket_id TEXT NOT NULL, 
	author_id BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	text BLOB NOT NULL, 
	photo TEXT, 
	once TEXT, 
	CONSTRAINT pk_ticket_posts PRIMARY KEY (id), 
	CONSTRAINT uq_ticket_posts_once UNIQUE (once), 
	CONSTRAINT fk_ticket_posts_ticket_id FOREIGN KEY(ticket_id) REFERENCES tickets (id)
);
INSERT INTO "ticket_posts" VALUES(1,'dXZsPra9TIK2SuoHWLhIwQ',20000,1797925310027,X'674141414141427243394A53336946414737616669476179695574387331765F3037476D38365244483765666C3571336C784855774A47527A5654334244774248674A625256797041796C43536B346564696E384A4A66434F6D5F723552733831513D3D',NULL,'20000:95:0');
INSERT INTO "ticket_posts" VALUES(2,'dXZsPra9TIK2SuoHWLhIwQ',9001,1797925311229,X'674141414141427243394A54654C36393455755772425A4A334465357174317A756D50764732556E795A414A3173356E32454A54555149526C53793961537341506F454F65334C5F69584F5830784965546461387973527575684B67536259504E513D3D',NULL,'9001:101:0');
INSERT INTO "ticket_posts" VALUES(3,'bni-eFyqONAvAeUyxW1qpQ',20002,1797926578419,X'674141414141427243394A61364B72717A317945387579426D78685A534C67316E4270574D6F66444C744764515A3531306F6C676F5F38586750416534666D54644D37534D546175724D61397A754678704657544F78492D4C742D48564444545A673D3D',NULL,'20002:187:0');
CREATE TABLE tickets (
	id TEXT NOT NULL, 
	number TEXT NOT NULL, 
	customer_id BIGINT NOT NULL, 
	topic TEXT NOT NULL, 
	state TEXT NOT NULL, 
	opened_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, 
	CONSTRAINT pk_tickets PRIMARY KEY (id), 
	CONSTRAINT uq_tickets_number UNIQUE (number), 
	CONSTRAINT ck_tickets_state CHECK (state IN ('OPEN', 'ANSWERED', 'CLOSED')), 
	CONSTRAINT ck_tickets_topic CHECK (topic IN ('support', 'paysupport')), 
	CONSTRAINT fk_tickets_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id)
);
INSERT INTO "tickets" VALUES('dXZsPra9TIK2SuoHWLhIwQ','8MQ3-WBFJ',20000,'support','ANSWERED',1797925310008,1797925311228);
INSERT INTO "tickets" VALUES('bni-eFyqONAvAeUyxW1qpQ','VMRH-YA9D',20002,'paysupport','OPEN',1797926578418,1797926578419);
CREATE INDEX ix_inbox_state_done_at ON inbox (state, done_at);
CREATE INDEX ix_inbox_state_lease_until ON inbox (state, lease_until);
CREATE INDEX ix_consents_pseudonym_kind_version ON consents (pseudonym, kind, version);
CREATE INDEX ix_products_category_id_hidden_position ON products (category_id, hidden, position);
CREATE INDEX ix_orders_customer_id_created_at ON orders (customer_id, created_at);
CREATE INDEX ix_orders_line ON orders (product_id, state, paid_at);
CREATE INDEX ix_orders_state_expires_at ON orders (state, expires_at);
CREATE UNIQUE INDEX uq_orders_pending ON orders (customer_id, product_id) WHERE state = 'PENDING';
CREATE INDEX ix_order_events_order_id ON order_events (order_id);
CREATE INDEX ix_stock_items_batch_id_state ON stock_items (batch_id, state);
CREATE INDEX ix_stock_items_held ON stock_items (order_id) WHERE state = 'HELD';
CREATE INDEX ix_stock_items_order_id ON stock_items (order_id);
CREATE INDEX ix_stock_items_product_id_state_id ON stock_items (product_id, state, id);
CREATE INDEX ix_payments_evidence_mark ON payments (evidence_mark);
CREATE INDEX ix_payments_order_id ON payments (order_id);
CREATE INDEX ix_payments_state_submitted_at ON payments (state, submitted_at);
CREATE UNIQUE INDEX uq_payments_confirmed ON payments (order_id) WHERE state = 'CONFIRMED';
CREATE INDEX ix_refunds_state_due_at ON refunds (state, due_at);
CREATE INDEX ix_deliveries_customer_id_state ON deliveries (customer_id, state);
CREATE INDEX ix_deliveries_state_due_at ON deliveries (state, due_at);
CREATE INDEX ix_subscriptions_customer_id_ends_at ON subscriptions (customer_id, ends_at);
CREATE INDEX ix_subscriptions_remind_at ON subscriptions (remind_at);
CREATE INDEX ix_subscription_periods_subscription_id ON subscription_periods (subscription_id);
CREATE INDEX ix_notices_state_due_at ON notices (state, due_at);
CREATE INDEX ix_tickets_customer_id_updated_at ON tickets (customer_id, updated_at);
CREATE INDEX ix_tickets_state_updated_at ON tickets (state, updated_at);
CREATE INDEX ix_ticket_posts_ticket_id ON ticket_posts (ticket_id);
CREATE TRIGGER consents_no_update BEFORE update ON consents BEGIN SELECT RAISE(ABORT, 'consents are only ever added'); END;
CREATE TRIGGER consents_no_delete BEFORE delete ON consents BEGIN SELECT RAISE(ABORT, 'consents are only ever added'); END;
CREATE TRIGGER documents_no_update BEFORE update ON documents BEGIN SELECT RAISE(ABORT, 'documents are only ever added'); END;
CREATE TRIGGER documents_no_delete BEFORE delete ON documents BEGIN SELECT RAISE(ABORT, 'documents are only ever added'); END;
CREATE TRIGGER orders_moves BEFORE UPDATE OF state ON orders FOR EACH ROW WHEN (NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN ('PENDING>PAID', 'PENDING>EXPIRED', 'PENDING>CANCELLED', 'EXPIRED>PAID', 'CANCELLED>PAID', 'PAID>DELIVERED', 'PAID>WAITING', 'PAID>ATTENTION', 'PAID>REFUNDED', 'WAITING>PAID', 'WAITING>DELIVERED', 'WAITING>REFUNDED', 'ATTENTION>DELIVERED', 'ATTENTION>REFUNDED', 'DELIVERED>REFUNDED')) BEGIN SELECT RAISE(ABORT, 'this state may not follow that one'); END;
CREATE TRIGGER payments_moves BEFORE UPDATE OF state ON payments FOR EACH ROW WHEN (NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN ('OPENED>REVIEW', 'OPENED>CONFIRMED', 'OPENED>FAILED', 'OPENED>EXPIRED', 'REVIEW>CONFIRMED', 'REVIEW>FAILED', 'EXPIRED>REVIEW', 'EXPIRED>CONFIRMED', 'FAILED>REVIEW', 'FAILED>CONFIRMED', 'CONFIRMED>REFUNDED', 'SURPLUS>REFUNDED')) BEGIN SELECT RAISE(ABORT, 'this state may not follow that one'); END;
CREATE TRIGGER stock_items_moves BEFORE UPDATE OF state ON stock_items FOR EACH ROW WHEN (NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN ('FREE>HELD', 'HELD>FREE', 'HELD>GIVEN', 'FREE>VOID', 'HELD>VOID', 'GIVEN>VOID')) BEGIN SELECT RAISE(ABORT, 'this state may not follow that one'); END;
COMMIT;
