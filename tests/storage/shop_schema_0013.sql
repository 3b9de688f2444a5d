-- A shop of schema 0013 on SQLite, written by the last version that had no aiosqlite: a subscription that runs, an
-- order to be paid, a receipt to be decided, and paid goods that Telegram has not taken. Its key is that of the tests.
BEGIN TRANSACTION;
CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);
INSERT INTO "alembic_version" VALUES('0013');
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
INSERT INTO "consent_head" VALUES(1,'c1ad9fb13cfabd7bd884832cdb15c88a79ff5f4465d78da63ff7812365b1f96a');
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
INSERT INTO "consents" VALUES(1,'oj7FVJCgok0BMxzJJzHS9g','terms',1,'en','a17dab417a85ce58f21efc56d131c1031bdb7ad37df4414c89ef67f5a6744f9e',1795995740660,'inline_button',2,1795995734,'0000000000000000000000000000000000000000000000000000000000000000','21fdff8bcf84f64e74c1fc8d6e83e291e18c2a1c5e892854bcbea14a60fda409');
INSERT INTO "consents" VALUES(2,'RJ2RFGw2pHlQpg-ex7i7tA','terms',1,'zh','467a67418eeacfd6ff4bc682908bc7589171e63362556559f2885dc775a9286f',1795995740750,'inline_button',4,1795995737,'21fdff8bcf84f64e74c1fc8d6e83e291e18c2a1c5e892854bcbea14a60fda409','a6865769e1ef1ea3cac18f2d5acc8b7a83127107a4f4258600019d7deeb9eafa');
INSERT INTO "consents" VALUES(3,'ubclz6kIrLmQtfLcUs84GA','terms',1,'en','a17dab417a85ce58f21efc56d131c1031bdb7ad37df4414c89ef67f5a6744f9e',1795995740840,'inline_button',6,1795995741,'a6865769e1ef1ea3cac18f2d5acc8b7a83127107a4f4258600019d7deeb9eafa','357e64a34cbda91ea60642151ce4982e2bf7b7a2b2eff6bb6dee2cbdcb0f1d09');
INSERT INTO "consents" VALUES(4,'S6upbd_LepcoiQl6rrRgUA','terms',1,'en','a17dab417a85ce58f21efc56d131c1031bdb7ad37df4414c89ef67f5a6744f9e',1795995740918,'inline_button',8,1795995745,'357e64a34cbda91ea60642151ce4982e2bf7b7a2b2eff6bb6dee2cbdcb0f1d09','c1ad9fb13cfabd7bd884832cdb15c88a79ff5f4465d78da63ff7812365b1f96a');
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
INSERT INTO "customers" VALUES(20001,'oj7FVJCgok0BMxzJJzHS9g',X'6741414141414272444C6863764279712D446C3964657432644B732D5378735953387730774C444972525F686646506250526B5630413156754152336F524239623367574B5331576B687150714F4D2D78396832337832384C335F79585A37696F773D3D','en','en',1795995740548,NULL);
INSERT INTO "customers" VALUES(20002,'RJ2RFGw2pHlQpg-ex7i7tA',X'6741414141414272444C686336774230396E663978427850306246744A2D376E7533796376412D51537A42494B4467796B576D623777537479767347506644466276436D344576395866396A5077382D6F655F4E4B6E73523430645279366E4459513D3D','zh','en',1795995740686,NULL);
INSERT INTO "customers" VALUES(20003,'ubclz6kIrLmQtfLcUs84GA',X'6741414141414272444C68635A59775F384B583543655858356F3774394E53613367396437527968545441724F4D4578456E6569637A73654C2D5244525F744E6E78444779435956536953315365726A4E5A5F545A6657494865335843654F556A513D3D','en','en',1795995740795,NULL);
INSERT INTO "customers" VALUES(20004,'S6upbd_LepcoiQl6rrRgUA',X'6741414141414272444C6863302D774873757059644F77585143666B736F6B365A38516C54393668306353566B4539502D454A424A4F5849654276534465747847587A526754797364754273435F6B664D48594C2D5477553441524E79716F6350673D3D','en','en',1795995740854,NULL);
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
INSERT INTO "deliveries" VALUES(1,'qGAHI5WYa3bB3NSAoAJdQQ',1,20001,'SENT',0,0,1795995741056,NULL,1,13,NULL);
INSERT INTO "deliveries" VALUES(2,'LWbJ2syrZkIluFtaV4rDOA',1,20004,'UNCERTAIN',1,1,1795995771530,NULL,1,NULL,'ClientDecodeError');
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
',1795995738831);
INSERT INTO "documents" VALUES(2,'terms',1,'zh','467a67418eeacfd6ff4bc682908bc7589171e63362556559f2885dc775a9286f','<b>云海Mart 服务条款</b>
版本 2026-11-23

本条款是您与 云海Mart（OceanMart）之间的合同，购买前请仔细阅读。文中“我们”指 云海Mart；涉及服务本身时，也指提供该服务的云海互联（OceanCloud）。点击“同意”，即表示您接受全部条款。

<b>1. 我们是谁</b>
1.1 云海互联是全球性科技品牌，从事基础设施维护，提供高品质的网络数据通信。

1.2 云海Mart 是云海互联指定的唯一官方经销商，销售 Emby 媒体库授权、增值订阅套餐及相关数字商品，订单自动交付，并提供初级技术支持。其他任何人自称云海互联官方销售，均与我们无关。

<b>2. 使用服务</b>
2.1 使用服务期间，您必须严格遵守法律，包括您所在地的法律和适用于本服务的法律。

2.2 购买者须年满 18 周岁，或已取得父母或其他监护人的许可，且所在地允许您使用此类服务。

2.3 所购商品仅供本人使用。未经我们书面同意，不得转售、出租、公开或与他人共用。授权码和链接请像密码一样妥善保管。

<b>3. 订单、付款与退款</b>
3.1 确认订单之前，机器人会列明商品内容、有效时长和价格。您可使用 Telegram 星星付款；付款页面列有其他方式的，也可选用。卖方是 云海Mart，不是 Telegram。Telegram 官方客服无法处理在此购买的问题，请发送 /paysupport 联系我们。

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
',1795995738832);
INSERT INTO "documents" VALUES(3,'privacy',1,'en','03d68bee3285f58a130ef22b613c60e1aaecfa73b7d896b37adb7fdf3919160d','<b>OceanMart Privacy Policy</b>
Version 2026-11-24

This policy says what the OceanMart bot knows about you, why, and how you can have it erased. It is separate from the terms of service. OceanMart, the operator of this bot, is responsible for the data.

<b>1. What we store</b>
1.1 Your Telegram number (user id), your name as Telegram gives it to us, and the language you chose. We do not ask for your phone number, e-mail, address or contacts, and Telegram does not give them to us.

1.2 Your orders: products, prices, times, the codes or links delivered, and how long subscriptions run. If you ask to be told when a sold-out product is back: which product, and when you asked.

1.3 Your payments: amount, way of payment, status and the payment number. We never see card data. If you pay by transfer: the receipt photo or transfer number you send us.

1.4 Your consents: which version of the terms you accepted, in which language and when, and the numbers of the messages concerned.

1.5 The messages and pictures you send to /support and /paysupport, our answers, and, if the terms were broken, a record of it.

1.6 Short-lived technical data: the updates Telegram sends us while you use the bot (they also carry your username, if you have one), and logs of errors.

<b>2. Why</b>
2.1 To deliver what you bought, show it to you again, remind you before a subscription ends, tell you what is back in stock if you asked for it, answer you, settle payment questions, prevent fraud, prove what was agreed, and improve the service. The reasons are our contract with you, our legal duties and the security of the shop. We do not advertise to you with this data and do not build profiles.

<b>3. How it is protected</b>
3.1 Data is kept in the shop’s own database, which only the operator can open. Codes and links, and the raw updates while they wait, are encrypted there. The key is kept apart from the database.

3.2 If data is ever exposed in a way that puts you at risk, we tell you through this bot.

<b>4. Who sees it</b>
4.1 The people who run the shop, as far as they need it. We do not sell or share your data. The one exception: what a lawful request of an authority compels us to hand over.

4.2 Everything you do here passes through Telegram, and Telegram processes Stars payments. Telegram keeps messages and files on its own servers, under its own privacy policy: <a href="https://telegram.org/privacy">telegram.org/privacy</a>. You can delete this chat in Telegram, but that does not erase our records.

<b>5. How long</b>
5.1 The content of updates is emptied once they are handled. A request to be told when a product is back is deleted within two days after we told you, at once when you take it back, and after 180 days in any case. Everything else is kept while you use the shop and for as long as we need it to serve you.

5.2 After that, we keep of orders, payments and consents only what tax and contract law oblige us to keep, or what a dispute or an authority’s request requires, and only for that time.

<b>6. Your rights</b>
6.1 You may ask what we hold about you, get a copy, correct it or have it erased. Send /privacy to read this policy at any time, and write your request to /support from the same Telegram account; that is how we know it is you. We answer within 30 days.

6.2 When we erase, we delete your name, messages and receipts, and detach the records that we must keep under 5.2 from your Telegram account. Copies in backups disappear when those are replaced. Goods we have erased cannot be shown to you again.

6.3 You may also complain to the data protection authority where you live.

<b>7. Changes and contact</b>
7.1 If we change this policy, the new version is published here under /privacy with a new date. For questions, send /support.
',1795995738838);
INSERT INTO "documents" VALUES(4,'privacy',1,'zh','3733aec7bf56200488c87c62c0f1a9f930dcfbb7bcb0dc6465dac4a913576de4','<b>云海Mart 隐私政策</b>
版本 2026-11-24

本政策说明 云海Mart（OceanMart）机器人掌握您的哪些信息、为什么需要，以及如何要求删除。本政策独立于《服务条款》。数据由本机器人的运营方 云海Mart 负责。

<b>1. 我们保存什么</b>
1.1 您的 Telegram 编号（用户 ID）、Telegram 提供给我们的名字，以及您选择的语言。我们不索取手机号、邮箱、住址或通讯录，Telegram 也不会把这些提供给我们。

1.2 您的订单：商品、价格、时间、已交付的授权码或链接，以及订阅的有效期。如果您设置了到货提醒，还包括是哪件商品以及何时设置。

1.3 您的付款：金额、支付方式、状态和支付编号。我们看不到银行卡信息。以转账方式付款的，还包括您发来的凭证照片或转账单号。

1.4 您的同意记录：您在何时、以何种语言同意了哪个版本的条款，以及相关消息的编号。

1.5 您通过 /support 和 /paysupport 发来的文字和图片、我们的答复；如有违反条款的情况，还包括相应记录。

1.6 短期的技术数据：您使用机器人时 Telegram 发给我们的更新（其中也带有您的用户名，如果您设置了的话），以及错误日志。

<b>2. 为什么保存</b>
2.1 用于交付您购买的商品、供您再次查看、在订阅到期前提醒您、按您的要求通知到货、答复您、处理付款问题、防范欺诈、证明双方的约定，以及改进服务。依据是我们与您的合同、我们的法定义务和商店的安全需要。我们不用这些数据向您投放广告，也不做用户画像。

<b>3. 如何保护</b>
3.1 数据保存在商店自己的数据库中，只有运营方能够打开。授权码、链接以及等待处理的原始更新，在其中加密存放；密钥与数据库分开保管。

3.2 万一数据泄露并可能给您带来风险，我们会通过本机器人告知您。

<b>4. 谁能看到</b>
4.1 只有商店的工作人员，且仅限工作所需。我们不出售、不分享您的数据。唯一的例外，是有关部门依法要求我们必须提供的内容。

4.2 您在这里的一切操作都经由 Telegram，星星付款也由 Telegram 处理。Telegram 依照其自己的隐私政策，在其服务器上保存消息和文件：<a href="https://telegram.org/privacy">telegram.org/privacy</a>。您可以在 Telegram 中删除本对话，但这不会删除我们的记录。

<b>5. 保存多久</b>
5.1 更新处理完毕后，其内容即被清空。到货提醒在通知您之后两天内删除，您取消时立即删除，最长保存 180 天。其他数据在您使用商店期间，以及为您提供服务所需的时间内保存。

5.2 此后，订单、付款和同意记录只保留税务与合同法律要求保留的部分，或处理纠纷、回应有关部门要求所必需的部分，且仅以所需时间为限。

<b>6. 您的权利</b>
6.1 您可以询问我们保存了您的哪些数据，索取副本，要求更正或删除。随时发送 /privacy 可查看本政策；请用同一个 Telegram 账号通过 /support 提出请求，我们以此确认是您本人。我们会在 30 天内答复。

6.2 删除时，我们会清除您的名字、留言和凭证，并使依照 5.2 必须保留的记录与您的 Telegram 账号脱离关联。备份中的副本，会在备份更替时一并消失。已删除的商品内容无法再次向您展示。

6.3 您也可以向所在地的数据保护机构投诉。

<b>7. 变更与联系</b>
7.1 本政策如有变更，新版本会以新的日期在 /privacy 公布。如有疑问，请发送 /support。
',1795995738838);
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
	error TEXT, recoveries SMALLINT DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_inbox PRIMARY KEY (bot_id, update_id), 
	CONSTRAINT ck_inbox_state CHECK (state IN ('OPEN', 'DONE', 'DEAD', 'SKIPPED'))
);
INSERT INTO "inbox" VALUES(42,1795995731,20001,'message','DONE',NULL,1795995740525,1795995740588,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995732,20001,'callback_query','DONE',NULL,1795995740587,1795995740633,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995733,20001,'callback_query','DONE',NULL,1795995740628,1795995740653,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995734,20001,'callback_query','DONE',NULL,1795995740652,1795995740678,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995735,20002,'message','DONE',NULL,1795995740677,1795995740710,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995736,20002,'callback_query','DONE',NULL,1795995740710,1795995740742,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995737,20002,'callback_query','DONE',NULL,1795995740742,1795995740791,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995738,20003,'message','DONE',NULL,1795995740790,1795995740802,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995739,20003,'callback_query','DONE',NULL,1795995740802,1795995740813,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995740,20003,'callback_query','DONE',NULL,1795995740813,1795995740836,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995741,20003,'callback_query','DONE',NULL,1795995740835,1795995740851,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995742,20004,'message','DONE',NULL,1795995740851,1795995740866,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995743,20004,'callback_query','DONE',NULL,1795995740865,1795995740886,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995744,20004,'callback_query','DONE',NULL,1795995740885,1795995740906,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995745,20004,'callback_query','DONE',NULL,1795995740906,1795995740927,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995746,20001,'message','DONE',NULL,1795995740926,1795995740949,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995747,20001,'callback_query','DONE',NULL,1795995740949,1795995740972,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995748,20001,'callback_query','DONE',NULL,1795995740972,1795995741019,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995749,20001,'pre_checkout_query','DONE',NULL,1795995741019,1795995741040,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995750,20001,'message','DONE',NULL,1795995741040,1795995741117,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995751,20002,'message','DONE',NULL,1795995741111,1795995741143,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995752,20002,'callback_query','DONE',NULL,1795995741143,1795995741159,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995753,20002,'callback_query','DONE',NULL,1795995741159,1795995741251,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995754,20002,'message','DONE',NULL,1795995741250,1795995741265,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995755,20002,'callback_query','DONE',NULL,1795995741264,1795995741294,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995756,20002,'callback_query','DONE',NULL,1795995741294,1795995741368,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995757,20002,'message','DONE',NULL,1795995741313,1795995741395,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995758,20003,'message','DONE',NULL,1795995741360,1795995741395,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995759,20003,'callback_query','DONE',NULL,1795995741391,1795995741409,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995760,20003,'callback_query','DONE',NULL,1795995741408,1795995741440,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995761,20004,'message','DONE',NULL,1795995741439,1795995741459,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995762,20004,'callback_query','DONE',NULL,1795995741459,1795995741474,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995763,20004,'callback_query','DONE',NULL,1795995741474,1795995741495,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995764,20004,'pre_checkout_query','DONE',NULL,1795995741495,1795995741505,NULL,0,NULL,0);
INSERT INTO "inbox" VALUES(42,1795995765,20004,'message','DONE',NULL,1795995741504,1795995741717,NULL,0,NULL,0);
CREATE TABLE lanes (
	bot_id BIGINT NOT NULL, 
	user_id BIGINT NOT NULL, 
	holder TEXT NOT NULL, 
	used_at BIGINT NOT NULL, 
	CONSTRAINT pk_lanes PRIMARY KEY (bot_id, user_id)
);
CREATE TABLE leases (
	name TEXT NOT NULL, 
	holder TEXT NOT NULL, 
	lease_until BIGINT NOT NULL, 
	CONSTRAINT pk_leases PRIMARY KEY (name)
);
CREATE TABLE meta (
	"key" TEXT NOT NULL, 
	value BLOB NOT NULL, 
	CONSTRAINT pk_meta PRIMARY KEY ("key")
);
INSERT INTO "meta" VALUES('schema-bears',X'30303034');
INSERT INTO "meta" VALUES('fingerprint-key',X'6741414141414272444C68616B41473764705F564339774C787A666736534372693846455133527842505A385257634E3346554E4F78737542515A67556B5537777137696232663972754168714366676E59424E4649674B597545334D793844515241333161564273596232533932645370774545494F6868344B686C68696A37784970374D3459744B3036');
INSERT INTO "meta" VALUES('clock',X'7B22736F75726365223A202265643633643732342D353633642D346666302D613434612D643965636138623464613039222C20226168656164223A20313739353939333334393738312C20227365656E223A20313739353939353733383632397D');
INSERT INTO "meta" VALUES('catalog',X'');
INSERT INTO "meta" VALUES('ledger:stars:42',X'30');
INSERT INTO "meta" VALUES('ledger:manual:42',X'30');
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
	error TEXT, priority SMALLINT DEFAULT '0' NOT NULL, doubts SMALLINT DEFAULT '0' NOT NULL, 
	CONSTRAINT pk_notices PRIMARY KEY (id), 
	CONSTRAINT uq_notices_once UNIQUE (once)
);
INSERT INTO "notices" VALUES(1,9001,'admin-sale',X'6741414141414272444C68646C47546B6772415F2D4374334C2D6B5A4F5A7130615266387677633059695041723373763164306262575A66476C6C49746A4D4447694973704D54616541426B6534726245454C753758717842395F4F734C30375A5F776F72344B7068715F557A5A492D4C357A396D6F726A706147727A746B4444766E51396432597332596E4E56326E327873707537784F46586752726F4F424E435A4E545971714F57694B6455736A5041646B2D2D72455463724A4E5A5F4267417755675550675565706953307931734563437759777A4B477864472D344D75344C6A2D4B546C4E5145467A513946774A626168785A4351333976516462656F4E79324A576E55355F6345524F6E5951467A5A62466A46777A6A554D464255795541354565327958387731467A4A6679707447464C383D','sale:qGAHI5WYa3bB3NSAoAJdQQ:9001','GATHERED',NULL,1795995741059,NULL,0,NULL,NULL,2,0);
INSERT INTO "notices" VALUES(2,9001,'admin-receipt',X'6741414141414272444C68646C6C4372586C674E5A64733845314535615F6C6C4D5343456B58504E4A567751554F416F2D587533445468686B4B454A743256384D5434793959626F517936727A6735566D424233465F4D453975516857416F76546E6A78367650495F595769615A3848444432594A3643354E397A4F76715744715578764452714342324A7031624C6F386A464D74796F3935597A4D434264545A66674F72756977545146423443306933344E45565235304C3835353271416D756B6E6447377836396255456B7A457A686661663154556D45754C3137744A6854734B49626F486D725555584F5769536759456345734A6C4168704A364A6836476B797375587671625964435463746B2D656D4C53666E41524F63316F6C7757444F544B6D4463795A716F795066477A39796C6541375756364C664E5434716F5848307541794B59565A30445F442D416A495F5551495A525861746C684668584B6B4A454A4F47765047754777784E793432386730634D3D',NULL,'UNREACHABLE',NULL,1795995741323,NULL,1,NULL,'Bad Request: chat not found',0,0);
INSERT INTO "notices" VALUES(3,9001,'admin-sale',X'6741414141414272444C68643035786332334877335863775555305855722D7149526E436650304B6767544C4448544630444947557933426341505871384E373773572D495A38714635555867537358324D4A5851656B6761346549654C5466567037777151773866445767543769397662534251353874544144526B7A61326D474B545A3833326939357A76306F444E5F42374C595A35755870437852376E594B636D3764347A372D38417942707455344E56524566457973716B3139565A5054514E4A784F6D2D5756394E5F5557412D5F6855503073476F44542D5A6D6D36467974596F55664438303052536B74442D714E4F55586F6852514B505A664A4741636C5F31726E6B70744778734B5A7576557262726F624A306938554A49596D716D6570475571785F4C57484372514B7649767278673D','sale:LWbJ2syrZkIluFtaV4rDOA:9001','GATHERED',NULL,1795995741515,NULL,0,NULL,NULL,2,0);
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
INSERT INTO "order_events" VALUES(1,'qGAHI5WYa3bB3NSAoAJdQQ',1795995740980,'opened',20001,NULL);
INSERT INTO "order_events" VALUES(2,'qGAHI5WYa3bB3NSAoAJdQQ',1795995741055,'paid',NULL,NULL);
INSERT INTO "order_events" VALUES(3,'qGAHI5WYa3bB3NSAoAJdQQ',1795995741105,'delivered',NULL,NULL);
INSERT INTO "order_events" VALUES(4,'jwCz6DvNce_vIRGwU3rrvQ',1795995741212,'opened',20002,NULL);
INSERT INTO "order_events" VALUES(5,'jwCz6DvNce_vIRGwU3rrvQ',1795995741322,'receipt',20002,NULL);
INSERT INTO "order_events" VALUES(6,'RTwu58lP8-whnqn_LC_T6g',1795995741414,'opened',20003,NULL);
INSERT INTO "order_events" VALUES(7,'LWbJ2syrZkIluFtaV4rDOA',1795995741477,'opened',20004,NULL);
INSERT INTO "order_events" VALUES(8,'LWbJ2syrZkIluFtaV4rDOA',1795995741508,'paid',NULL,NULL);
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
INSERT INTO "orders" VALUES('qGAHI5WYa3bB3NSAoAJdQQ','9GGJ-1RTE',20001,'I9PCCHmM',1,'{"slug": "emby-30", "title": ["Emby 30", "Emby 30 天"], "instructions": ["1. Open https://example.com/redeem and choose “Emby”.\n2. Enter your license code and choose a name and password.\n3. Install Emby, add the server emby.example.com and sign in.\nAlready have an account? Redeem while signed in and the days are added.", "1. 打开兑换页，选择“Emby”：https://example.com/redeem\n2. 输入授权码，设置用户名和密码。\n3. 安装 Emby，添加服务器 emby.example.com 并登录。\n已有账号？登录后兑换，天数会加到原账号。"], "kind": "license_code", "duration_days": 30, "renewal": "replace"}',1,'XTR',250,'stars','en','DELIVERED',1,NULL,1795995740980,1795996640980,1795996940980,1795996041030,1795995741055,1795995741105,10,11);
INSERT INTO "orders" VALUES('jwCz6DvNce_vIRGwU3rrvQ','QRKT-RT8W',20002,'7FOg-MRs',3,'{"slug": "all-access-30", "title": ["All access 30", "全站通行 30 天"], "instructions": ["1. Open the link in your browser.\n2. Choose a service and follow the steps for your device.\nKeep the link to yourself: whoever has it can use it.", "1. 在浏览器里打开链接。\n2. 选择服务，按设备的步骤设置。\n链接请勿外传，持有链接的人都能使用。"], "kind": "subscription_link", "duration_days": 30, "renewal": "extend"}',1,'CNY',4000,'manual','zh','PENDING',2,NULL,1795995741212,1796254941322,1796254941322,NULL,NULL,NULL,15,NULL);
INSERT INTO "orders" VALUES('RTwu58lP8-whnqn_LC_T6g','HNTY-TH4E',20003,'UrOOJt2J',2,'{"slug": "emby-365", "title": ["Emby 365", "Emby 365 天"], "instructions": ["1. Open https://example.com/redeem and choose “Emby”.\n2. Enter your license code and choose a name and password.\n3. Install Emby, add the server emby.example.com and sign in.\nAlready have an account? Redeem while signed in and the days are added.", "1. 打开兑换页，选择“Emby”：https://example.com/redeem\n2. 输入授权码，设置用户名和密码。\n3. 安装 Emby，添加服务器 emby.example.com 并登录。\n已有账号？登录后兑换，天数会加到原账号。"], "kind": "license_code", "duration_days": 365, "renewal": "replace"}',1,'XTR',2500,'stars','en','PENDING',3,NULL,1795995741414,1795996641414,1795996941414,NULL,NULL,NULL,21,22);
INSERT INTO "orders" VALUES('LWbJ2syrZkIluFtaV4rDOA','4B4V-WFY4',20004,'HyI4dXu5',1,'{"slug": "emby-30", "title": ["Emby 30", "Emby 30 天"], "instructions": ["1. Open https://example.com/redeem and choose “Emby”.\n2. Enter your license code and choose a name and password.\n3. Install Emby, add the server emby.example.com and sign in.\nAlready have an account? Redeem while signed in and the days are added.", "1. 打开兑换页，选择“Emby”：https://example.com/redeem\n2. 输入授权码，设置用户名和密码。\n3. 安装 Emby，添加服务器 emby.example.com 并登录。\n已有账号？登录后兑换，天数会加到原账号。"], "kind": "license_code", "duration_days": 30, "renewal": "replace"}',1,'XTR',250,'stars','en','PAID',4,NULL,1795995741477,1795996641477,1795996941477,1795996041499,1795995741508,NULL,24,25);
CREATE TABLE outcomes (
	"key" TEXT NOT NULL, 
	outcome BLOB NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_outcomes PRIMARY KEY ("key")
);
INSERT INTO "outcomes" VALUES('42:1795995732:language',X'6741414141414272444C686344476B7836674A784E4F57333539506150774837643961724B4577623233457257635F6F4D624D377046554C7439694873655F52675853785451396B32315F5833485168713567366730382D6165354D474245363276425471637A68505844595A2D446D7755785F47306F3D',1795995740601);
INSERT INTO "outcomes" VALUES('42:1795995736:language',X'6741414141414272444C68636B7877383242584B775849736E4175766A506B345036394C596B49546B5179415F4657595A64623865396B7461767857663961672D3139773245754C454A65344444706C51495230486D42444150784559375067416E4636504861576A455766674343366B3675667A70303D',1795995740718);
INSERT INTO "outcomes" VALUES('42:1795995739:language',X'6741414141414272444C6863715673427032563265767664564F587848463949794370306163346656334D697834747446344E6F624B7539727155487235776E3636333943746758493531705F6E445741524D6132354E476A4642574B455A2D486854444273654F4E4D76426F77663347796F423162673D',1795995740804);
INSERT INTO "outcomes" VALUES('42:1795995743:language',X'6741414141414272444C68636A6F34796B7476436C4172365F47474565734E5250325773414F6D304D446165325272336F696C5F617A4D49426573424961354761537855425849427A4479734A4E356665556156473166787543636F6A74716B625078622D724F4B47627A7054594653356A494577516F3D',1795995740873);
INSERT INTO "outcomes" VALUES('42:1795995756:conversation',X'6741414141414272444C6864476865505A6D7452694E5656337A4C4245416E56574C5273525F7175307448426F7A47466346637A6C37752D36462D594E73747A6F4B79477842516F556167737A6A5731434474314B7031444E645A3745616930396249364A7472306E45324E2D616A694C717A6C3070673D',1795995741307);
INSERT INTO "outcomes" VALUES('42:1795995757:conversation',X'6741414141414272444C68645865626D6950376D503950346F555162536A6775683236325A37687A42506D6161324A4D5F686674564F49435F4A3262326A6C6B594664506767765A49384C5268525A4C5359717A2D3131377862774731626F52534762312D5679584C72527137307647516F2D49776A527635337876686F6E6336775A62496347486F6E34325A586C6E464F433346656267686164344D5767506844475279534B6B6650744F5664316365463961552D493D',1795995741367);
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
INSERT INTO "payments" VALUES(1,'qGAHI5WYa3bB3NSAoAJdQQ',20001,'stars','stx8125252784732_20001','XTR',250,'CONFIRMED',1795995740980,NULL,1795995741055,NULL,NULL,NULL,NULL);
INSERT INTO "payments" VALUES(2,'jwCz6DvNce_vIRGwU3rrvQ',20002,'manual',NULL,'CNY',4000,'REVIEW',1795995741212,1795995741322,NULL,NULL,NULL,X'6741414141414272444C6864584F41654B75765150454E58797648454774664A586C50655F79615147436A76676A3152596B4855786F596C614E6A5171684B5F746A7137575A6B4961554176346F7263516E324D7134614A73516B51394866316C4E2D5F2D5A66796F79396A557A5976356538436667513D',X'7D5A8F23FF0430348EDA3B4C1E48D71D4BDEDB2BBA7DA66E8732DFC90401384D');
INSERT INTO "payments" VALUES(3,'RTwu58lP8-whnqn_LC_T6g',20003,'stars',NULL,'XTR',2500,'OPENED',1795995741414,NULL,NULL,NULL,NULL,NULL,NULL);
INSERT INTO "payments" VALUES(4,'LWbJ2syrZkIluFtaV4rDOA',20004,'stars','stx8125252784734_20004','XTR',250,'CONFIRMED',1795995741477,NULL,1795995741508,NULL,NULL,NULL,NULL);
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
INSERT INTO "products" VALUES(2,'emby-365',1,'Emby 365','Emby 365 天','A year of Emby for the price of ten months.
2 devices at the same time, 4K where the source has it.','用 10 个月的价格看一整年 Emby。
可同时在 2 台设备上播放，有 4K 片源即可播放 4K。','1. Open https://example.com/redeem and choose “Emby”.
2. Enter your license code and choose a name and password.
3. Install Emby, add the server emby.example.com and sign in.
Already have an account? Redeem while signed in and the days are added.','1. 打开兑换页，选择“Emby”：https://example.com/redeem
2. 输入授权码，设置用户名和密码。
3. 安装 Emby，添加服务器 emby.example.com 并登录。
已有账号？登录后兑换，天数会加到原账号。','license_code',365,'replace',2,'few',NULL,0,1);
INSERT INTO "products" VALUES(3,'all-access-30',2,'All access 30','全站通行 30 天','One private link to everything: Emby, music and the e-book library.
Renew it and the same link keeps running.','一个专属链接，通行 Emby、音乐和电子书库。
续费后沿用原链接，不必重新设置。','1. Open the link in your browser.
2. Choose a service and follow the steps for your device.
Keep the link to yourself: whoever has it can use it.','1. 在浏览器里打开链接。
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
CREATE TABLE receipts (
	id INTEGER NOT NULL, 
	customer_id BIGINT NOT NULL, 
	payment_id INTEGER, 
	at BIGINT NOT NULL, 
	shown BLOB NOT NULL, 
	once TEXT, 
	album TEXT, 
	CONSTRAINT pk_receipts PRIMARY KEY (id), 
	CONSTRAINT uq_receipts_once UNIQUE (once), 
	CONSTRAINT fk_receipts_payment_id FOREIGN KEY(payment_id) REFERENCES payments (id)
);
INSERT INTO "receipts" VALUES(1,20002,2,1795995741321,X'6741414141414272444C6864596F335637574F763437596D694A78615F45346F5A6250694A6E37675F67714A5831575238644566474C635562644F744967686547747A452D4375526F364E3865686E31666E52414871564A6152796538664D424C4F74446663614F4E6151514E45315A39614674565A63666E5157335A477756315F6670554B6C574172416A646A53396B4B775F3548365476723178525A6C657330746355505F68543968587651484370366655416F7958687A6D52714475676D2D324D6A69627A36727863','20002:18',NULL);
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
CREATE TABLE reminders (
	subscription_id TEXT NOT NULL, 
	stage TEXT NOT NULL, 
	ends_at BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	CONSTRAINT pk_reminders PRIMARY KEY (subscription_id, stage, ends_at), 
	CONSTRAINT fk_reminders_subscription_id FOREIGN KEY(subscription_id) REFERENCES subscriptions (id)
);
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
INSERT INTO "stock_batches" VALUES('PYkXUoFrmD2ofklxYWJsmw',1,0,1795995738924,40,NULL);
INSERT INTO "stock_batches" VALUES('1POw9yKx96yOAa2WOwY7mQ',2,0,1795995739489,3,NULL);
INSERT INTO "stock_batches" VALUES('jdeH6TYJx5K_nSnxzCZJWw',3,0,1795995739891,40,NULL);
CREATE TABLE stock_draft_parts (
	draft_id TEXT NOT NULL, 
	message_id BIGINT NOT NULL, 
	content BLOB, 
	CONSTRAINT pk_stock_draft_parts PRIMARY KEY (draft_id, message_id), 
	CONSTRAINT fk_stock_draft_parts_draft_id FOREIGN KEY(draft_id) REFERENCES stock_drafts (id)
);
CREATE TABLE stock_drafts (
	id TEXT NOT NULL, 
	admin_id BIGINT NOT NULL, 
	product TEXT NOT NULL, 
	state TEXT NOT NULL, 
	added INTEGER NOT NULL, 
	served INTEGER NOT NULL, 
	expires_at BIGINT NOT NULL, choices TEXT, 
	CONSTRAINT pk_stock_drafts PRIMARY KEY (id), 
	CONSTRAINT ck_stock_drafts_state CHECK (state IN ('OPEN', 'IMPORTED', 'DROPPED'))
);
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
INSERT INTO "stock_items" VALUES(1,1,'GIVEN',X'6741414141414272444C6861745A786A58486B53716E6B6272734D6B4C41594468444E746746526B4B497A3668347730584D7A5F696B6C614A54566A68414F666A4B455A6E3930777A777548626E6876666954784A38617633675139774F4B6D7A2D547346675274306B682D7676382D446942366D32773D',X'11497A4FB5FD1042BA41EA66C170708205149BCFA06366F92CF890FA78D3D82A','PYkXUoFrmD2ofklxYWJsmw','qGAHI5WYa3bB3NSAoAJdQQ');
INSERT INTO "stock_items" VALUES(2,1,'GIVEN',X'6741414141414272444C6861447972784E437A78516F4549724C506962444E6350454E5435444351495762766A5942696744692D4950634C78383856754D48524E78665138326B4C76356D4B4B596D6C6E4238486A74634A302D38324F763177635270703471774B38524162757531612D5F67716536513D',X'3E659764E6CF4A588D6AFE60BC1003FD979E4FEB6542BFDF2C94FDA0E2767EB1','PYkXUoFrmD2ofklxYWJsmw','LWbJ2syrZkIluFtaV4rDOA');
INSERT INTO "stock_items" VALUES(3,1,'FREE',X'6741414141414272444C6861774F515355334F6D49486C41365F6754425751736953796A50525358687673745336392D64436A776C50346870474C383539506B544149756261686F724738685A543462415A32472D6E6A6134726A3771317165706242334F7638545851484B6879526746586E455151413D',X'C48C1AB109CA4138F5FF3BDCE1755F90F203F255D9E6BDCE447A2EBACA798CFB','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(4,1,'FREE',X'6741414141414272444C6861785054377173562D4963334A304547326E324A4A6157635539453454706A444C366A743450796C6C4964366435303965715068635444504D7152776D4D397453506F5F4638794E3764643546414C69644C73554B797A666B366E357377384A623343655A48627243444C673D',X'EC9242AB324DD557B7330789233AAB035FDEB408CEFC061B451E76237BDC4EEA','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(5,1,'FREE',X'6741414141414272444C68616D566844447661746A495F344C42636C4D425A4E66464D507A5248547359445135586432635773794352566A6D4B7937594273526F6535794945526D503862704C4847444D6731377354756A6A3267505A615430736C427377447739665A387439586A69547470625F54773D',X'9EA52E004796B96AEB2F1F94E253CBAE7C923D8FF53A61BC1DBA189B9A799A58','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(6,1,'FREE',X'6741414141414272444C68617342756A374E645944334C775A7177374D576A68694839355531736D747349785674506E58584C537855475856543866704A666F594A43767338376A724E654E6F32584B4A73684E5A585930507749554C643779766D6272474A414859757753504F734E72685856454A6F3D',X'BD2566D2873AF49074F0A171F7A068D41A4D1281C675E7D44259CEDDA22F656A','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(7,1,'FREE',X'6741414141414272444C68614F31414C4E353135624E31357069563747677176614A70525F68515939615F7848444767705F586A68504A70716A6E70636E56515155764C546D434D66477438414237354836354A436261445F3448572D542D7A6278517477494B554B614B4C4C4C57737A3976546C51553D',X'EEE00AE822F9008707BA6A2424E56F54288D8ABB9E87FB56F78B923BF37DBB00','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(8,1,'FREE',X'6741414141414272444C686132306239686A424D4B4D6F34414645416E2D30674778734E6A4B3151436C3637786A306656784E566F4169324247417067396F49367233367364505037667655325255465077553470363749715243482D726F356677487A6A74444C484D6531646E4E4B536C774B7952593D',X'05868353E66DDFD724AB2D5C814F39474C4E130176B4651550C54884DFFB0DB9','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(9,1,'FREE',X'6741414141414272444C68617664466D68503243796B556F676D367570533344706F31393947452D53646361456C587A794D6D33307A50775937706A566964736750567A7943313479485A51796567753757455241687A4E4E7A77714D36374947444F726A5438626771386364396F4A374F47706E66453D',X'B3FEF9F074CE0242BCE00A84F3052FAA00A9AA4BDF0ADA1F1E35D62D0FE867C2','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(10,1,'FREE',X'6741414141414272444C68616D6563754B6467447356396D626D3839757370683779706E7650726E77535763655355516276446E394A383874794B5558572D674452676B6E647875616A6D544F624A57413976784A4B426330706C545766377A555A625633755A4148584A38395A75487A3039326569413D',X'2B5370F84AD631C2A1ABC5AEE527637A8B0CFB7997F25FB36655A323927AC661','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(11,1,'FREE',X'6741414141414272444C6861564C6E7558324E4543584A6C324F61735431456B575A676768472D73702D314C684E75717A6A667A5A334A434B634F4E5F7A584B4142624F687774644867336638596C6F5F4C716343384C694B6473447472764167676D3268724455456D444C334C4B733756386A63704D3D',X'BE7B4C520BD2A5E45724939A2D8E19C46CE24B59499D2DB70F526EAAD979642E','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(12,1,'FREE',X'6741414141414272444C68613634385A484D6D566D795A44426E563869705044394872735F57396F555A753344594869743167376E716C723875434437434F64356262376465546C69634347595933727753553648646B4376725953424344376D6F5F4B6C41373071685F6B6C63473636705249734C453D',X'76878EED2F26D72C8B361C21718673D0E5417A934189E8F9036CF1960D59A1AE','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(13,1,'FREE',X'6741414141414272444C6861437A6F61677974373865702D72506163483063445858564330544954737153305761514C4E48413651586A4E4E7065507476636246496C4C6A2D56625F564D6869437077767758304F346F524178644F43326D69376A7064467665774A4841586D776F6A36523078687A383D',X'BE00B22950F9C43C14C6627E21E986F5BE85A581D96C30A3459E7F01356DB21B','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(14,1,'FREE',X'6741414141414272444C68615555544F4E4F414B67546C5A6F717257346959566944574B335058716D5F2D5F64496D6B4C6C4C554D5755304748336B447655456854657643733155586B545A667366616574683863554D76325F777436715F796868546C5430574F753061553350466F777041425342773D',X'9726CCEDFA4D521063DADA6DAA28BDF7CBE67FACD3E746DB5547F54FED8972E6','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(15,1,'FREE',X'6741414141414272444C68614F324D484F5876495137476150573357475A6C386772535F74794E315F6F3654754A654675506D55694A625872327A44356D756B6A585F4F5671465F357267766A584154376B543069575573476E514E30383174475F6E697549525038427232785975524571554A736F733D',X'6A577774AEA8DB40001D8795E5BAD7B341B45210905A908B5388C1403A7EBBFE','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(16,1,'FREE',X'6741414141414272444C68615A42307179444165466736435541477A5A374370585373467468697574763238664349624449336864472D71556D4347414966485856684B445F6F336C61634145307038736D736658563936684B513246437168425F727A576A353076654E6B516A4B573176614E5F73553D',X'1402DF86553A9E840706311BB30DC00C4474AA51A7A93E23951D9AE41E3167EB','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(17,1,'FREE',X'6741414141414272444C68615F384748736B62316E6C5A66314C484C2D584D42395A474B3049663136724172314C5170317866675A757546325553617A6B6D454E5A38412D72673241433976446346356A6846764B2D65786C3545485143484A6372654C4C3563663858656456554D4C79706C624F5F673D',X'E4D757D839E1AD971ED65CFA438ABE049AE9496F5A526E85BCA98BC0A5DB50F1','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(18,1,'FREE',X'6741414141414272444C6861756B555A4A4471732D61353874336375664F635831656555705837356A656E54436A4F5533694C305653626E57754D314F57363230592D55614C5A4F72627759416F374E426F2D5162317259526F72527A61326C645533436733446C687134346B6A53595A3855414965453D',X'E9B5EFD12F97858984EEE10E1FFD5DE11D7D90565F3B69F87FF136A6808707B0','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(19,1,'FREE',X'6741414141414272444C6861533161312D54565F5A6A4F336D6F304B335036533451327567375532335079716A4F3857356D364C4C362D666B76444F774B616B4F493068576D6A3356536C457A346649334B447433586D7244576438613654635975757375786D6131443732736C585A365251703053733D',X'5A9523ABE91B26CEDFB8AAF5621B8D8E223083910A9BF347E80A1D4041383F2B','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(20,1,'FREE',X'6741414141414272444C68614F536C736D655A717368554D4C5A306A4C44516170734738374553425474645047733238706E5A3366645750396F4851344D434D6171356577387543547663523246346F303732434676624E3336705F7636727A6246394F7930356D6555464978345561423067363641383D',X'B56A8356938E4D7F560F1D50A977C073DC17BCD188E9A2B97ECBBFA4A98BFB76','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(21,1,'FREE',X'6741414141414272444C6861546F526D6B393272613353774C6D347044644D65616E676D344677636F5544725352696135465747397A3739437A5877613067305243683978484E4E347A31623742505A624464677A7748737A537553664D4F385A304D4A78574567734F51306479357844752D465646673D',X'F77220BCDC916EEFDCECB36C7B8494CD38666FF3C9A47CE7807F67A00A7976DC','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(22,1,'FREE',X'6741414141414272444C68615A43685F386F69655F797857426C4D4F4D5A6377667949436B754A56316E764B704F45314B5A53654E6A626651774A52367A6F384772797A69584B597064724D43527966466E566E484A41696C666F62595A6F5639335A477442666B2D6A6B3957774F466E714A546631773D',X'1636FFA4C915029218699A6D62054E3C5A0994E25ED034D6B9E8C923971BD701','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(23,1,'FREE',X'6741414141414272444C68616774684635376D704275306A366F5A546F6C32325F4C37416F3062754D764C6E425331565569504D6C6C774B5833394231346D7A7A45365775554F4E37553661504356346377504D644D45486963516D353062315A2D396B522D38727A3066795F644F7743414A2D677A413D',X'E7A282A31E4F46838B571EC140B642FAC65314071BE206AEC7282AC417B30D21','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(24,1,'FREE',X'6741414141414272444C6861456C6866486357637575654C345258367052687164456C734C58647A6849374D6C6546495A6539586F496F50474C476C6778374539466E463144335143786D6656744243446C45687A42344567672D4D52316F57345F42477A497677554A6A37614F794F6C3844796978383D',X'BAB3C2E39656D0AAB31BDA8DD60F79DA442E07ECC18B187A272D82D2F7E7062F','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(25,1,'FREE',X'6741414141414272444C68616E654E374C6F3067763956636169353179424448715377736B3975774C547A627A356E364C5A7366655A58715A6C50666B5257304F634F4F4E52565F6D596678394D50395F72395975534674313437574D614D35697032474B65594352496B76666D566C526866344B48773D',X'F379082B17CEBC99CBCB58F6C7CBD85227A4A081776B7A99F43B5EC89F5AD458','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(26,1,'FREE',X'6741414141414272444C68617A764D6E44757A55316E455842727A735F6D36647A523557452D56654E694A5772386A72474233787063584C4348774B6374565834595577396469795945306D524B32534C475559335958336E4E5330534B5F32705F6456767078574E49766A434B5F70537A61484878773D',X'200B452C8B06BD34460384FD56F01B23D0C640322B10151AD78AE819A1A5398B','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(27,1,'FREE',X'6741414141414272444C686145466D6453416A6C497774337163426C4B586961574D39706D576D426F373934542D564341556679716439335A4150576F506F356868594473714B7662326B417A552D475A59354E7A4A506A4359515450714E4A6D4933316D3651522D6C69446F4E2D4261644C677865733D',X'23D562BE92A6B79DDE65F68CD7B825F8088D92E1173C833DABDDC90E2F6E4FB4','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(28,1,'FREE',X'6741414141414272444C68616D676E68797A376859363438787448794941335670324D6537776366562D526E4631626E72535F744E6561445435756F44577141626F3135376E3545793242496E44686839637A795A6A423761352D6657325636334474334D57566E363153332D6566565F7679596441593D',X'5F31682B69F5C95C5170ADB941DF15D880A18B00A2904F8669958DD2E10CF0BF','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(29,1,'FREE',X'6741414141414272444C68615A7231674252635A535056337148542D503039684E5A626343352D6839664668436D31716B477A573556666C617477376F5162764B5753333866574C475668336C6663437958414E4244613765684E785F45307957504E4651447234364B7254796E697071747A64446C4D3D',X'69E5476E00126AE501118A6EB1F28AE0C4EE2B339825795758ECD1AA45AC14BD','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(30,1,'FREE',X'6741414141414272444C6861323339786F7173794F59664A6F556B38633346457150462D736F686538363375696878454F7165772D74535F6E58364E2D31344E6A4F67615476473465656172384874794470394A6C784771674E694455617A61315849395A41636E676279415A506563556D47714F48303D',X'31F9C68EDAC06CC53B04AE5B2AFF6D6931ACC87D9B7452EEC6AFCF49FA860DBA','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(31,1,'FREE',X'6741414141414272444C68614336734D644939666C7A7A385639554A794B44574E71706A6C764D5A4C41725F654732415946796B61784D6C774B30577A4862354557627A4B4E646268786A4735675346627631484B78314265336B386E4A5F4C42644F6577306D4B706267634F4C61596348724D63714D3D',X'6AA88055FF17CA1A9A8B75DB3766A9729CFE49857393AA4095CC9F7D49BEE731','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(32,1,'FREE',X'6741414141414272444C6861674D5264384E376A686B3876646D342D48306F58766937685473723951555A644670515247777A2D43456F556438316F4B524545364D6F76424D4D7557497879633357515466554B2D42566E6954675657436D4D4C5A55526B4F362D61366B4767655A314F476374326E733D',X'3B6FFCB585CF44ADFC1FBAEB73F3BB83A31595E25924513B7D643B820C5B7C46','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(33,1,'FREE',X'6741414141414272444C686164364B5475796264334D716B4E515833464F586E544672487A674A6D454E6478437A41427A7A4E7666416E414D6F646447705A79586C4C566B466A66354747554B6B5A49584B687952705477336B447636715454433158503075712D78584B726B617335594F6A454D77633D',X'5A115117FC3A8B88728D8DB1ACECE1002E85BB5D30234FBE0B0E9E4544AF011A','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(34,1,'FREE',X'6741414141414272444C68615779435046686E5035794168464E664A65744B4A32554B7A316D6862596D53556D7A6C646634304B57326E6B5F7135363369457A396F387463594A6762576468467967596B333373477A5058514B4A44445A735152422D364763736766302D2D41416565704F354F3274553D',X'7CFAD6CADB7DDC779DC2B2BE30C3FA61A403A738A5A09A6A724BA5CDA20EA713','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(35,1,'FREE',X'6741414141414272444C68615162387056336E743561563255676266767069616F7155423844686A523250394875624D6E6836422D666E7A6654454656303837776C5548534E467356767463497738394D3261576C68365F45326775794E7071593155686E63396C4572384F464C52457862586D7745593D',X'7595780BD4B9519EE686887308DD5DC894BC1C4C2FE6B4C4BDB04E0087B7E07C','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(36,1,'FREE',X'6741414141414272444C6861415F59637031743457686C73384E45366B674E30565861346E474334367735374454306161446168596A3145794F4352596D7364464A58767751337337435846484E5067734E4B6F5367596675717946785A516D516F357859623734704E592D66524B584D5568626D43593D',X'B540B936E06DA04C6304DD7D48BEE59F838D94852188C5D38EC796427109AFF6','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(37,1,'FREE',X'6741414141414272444C6861787178664B79656F31744B5167576263705F52704B78505A717571433331724B594A4742634E7A6F5278447A4467474F7741725A4C666755464B6552797150474B34336134306A6D5951514433316A6F46664F61412D53564D6233346A53364C6E4758395A6E616C4B46303D',X'21DC609CED5D4678F842060ECFA4F1387FE9E7BD26C9AF6DC21C97E53DA59227','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(38,1,'FREE',X'6741414141414272444C686169614F3557576972324A4A694146317076466948716D4D734F48374D79754B722D6167336857556C464F695042706E666555596B443242554649414C45513671624D366F394C4971453778374A70644256656E5F4B475F51636E33625352335936455443733645794736493D',X'12FD518A63C770E2954418263D9508455084D4A69C1613B6CE92DE0F1845ECDC','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(39,1,'FREE',X'6741414141414272444C68615157517743444D5576546D327871683532526E61493464314C505652564B445A775553455954494C2D57476836657A73597264585659497070577734494568676D4C444B6A4D486A72566735516F306867596669595930487A42396F68766A50753046384B74634A33456B3D',X'50AAC618EDE41DD2C1F44386730F2720F14A365447EE95A6A1E17F498C70683D','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(40,1,'FREE',X'6741414141414272444C686148373049343144524D7847565F4D547367395F34554F2D4532514A4E6A6335516C425832354E717276416D4E7168323234726C454B374949586E386A5F485A485841375664693346504F36696A445F676D564369625F7869304D58636658516145556F4D414353394861733D',X'C3382A35109C2422072921B6464681FA98609D92F8BF6172876CD2D75E642F19','PYkXUoFrmD2ofklxYWJsmw',NULL);
INSERT INTO "stock_items" VALUES(41,2,'HELD',X'6741414141414272444C686253374B71762D4A526650426145786466516C4757567834352D5A4430675644673137376C316470526644743947524D714D73325973755A326846427835307032667A74515741597A3971587078553558346F737631574852676145435367393038736376383642624A55553D',X'9F2F2D26448C636AC6A9611B328FC390071FCA58EF4D06379C21A94D7DC63832','1POw9yKx96yOAa2WOwY7mQ','RTwu58lP8-whnqn_LC_T6g');
INSERT INTO "stock_items" VALUES(42,2,'FREE',X'6741414141414272444C686249507958505356353168426F614D42647663365A6E7848714E4D383564625348426A32764E314E39496B5A4548556F4C6F485F4844687676724B426749466E777967433532384E487652436553534C354F72414D5037347830303253586B4535657A536242435869445A513D',X'BF9BBD9EDC889FF47D97A0EFBC0C1A703A20B05ACF5E5845792E385CB3193F9C','1POw9yKx96yOAa2WOwY7mQ',NULL);
INSERT INTO "stock_items" VALUES(43,2,'FREE',X'6741414141414272444C68625652524D4E6C636D323067564766664F4D417872396E6C4451576A6247536D707151356973554A52626C515A5A75596E4775344B37714446316A594E727944446567667A69314F49513459703578544B475072486E4D38795F376D4D305772474F53745A784F5F567043413D',X'A4104AEBA619D2A7020FB022DE0AFAF3D542012C5B92AD442F8518DBA3A6ADE5','1POw9yKx96yOAa2WOwY7mQ',NULL);
INSERT INTO "stock_items" VALUES(44,3,'HELD',X'6741414141414272444C686279666C666D4C69554454764D43667962624B31714E4F49664233506C65504C46794642785A5770634848394A51555F7367597A314F503666306B373336753965575466445F797075733044736F456F71575A532D692D373049364F506A347A3741426F6B4B787048654271554E644C6965554B316F57484D3749365653675A67',X'09EAB1C1E5C20ABB8ABC7150611EF279E6E23E86DA551D76DFF64B2C16995DA6','jdeH6TYJx5K_nSnxzCZJWw','jwCz6DvNce_vIRGwU3rrvQ');
INSERT INTO "stock_items" VALUES(45,3,'FREE',X'6741414141414272444C6862656A4F6F4B6147654F6C36596A7A4F6F7453446C6758597949677A32323372386D4858385339587A67585F73314268734C584171686C4E7450543456704B4847665F4A6D666352386A6C7A704E734B47653679586B326F37584669663672346F564E345F414E7A4A37424A73364C6B3567394756412D6366454D6E6931326434',X'09228EBB136E8D836C30F3E2F7F4A8215CD6358D3F9A2761EC1409C488633B5D','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(46,3,'FREE',X'6741414141414272444C6862494B472D5F4F654B324E6E333851526145717970356F58326370507A773678555A525355526764624C50694579704932327333675146476A7565634E5A563376334C597542332D4632654F683461674D6745424D5756714775546B477A4F734B49586F6662676B426170647852427875504A55684B35584D786237764E353130',X'6CEAB06B6AA6DE2B7F7BB61340816C67168F0120F66BB1517457DA70AA41E27A','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(47,3,'FREE',X'6741414141414272444C68625263373133357157794C41615850774431713473776658576C38503764314B6759524846334B44616F6F5A413051746A4A4A384152507757386E554C4F635A6731596C6F4D66303671634B5844636F51455563516A462D324D5459416E39714661755768414A503369787238577772645652535A4A6F41317A766F6347484263',X'B1B4473113FEDF88DA85FE96BD71AA9ADF568361FD5D9A0D8B6F8A3916655369','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(48,3,'FREE',X'6741414141414272444C686255654B594A3169344F4E64697475505A386659765A466252755757435561364C69416F5663437A427733776839634E586461363764772D49586A4A694B6E5544695F477A6256504A692D787A6A32694E343647306A4E7964703236585F33507656555F77426F3477506A64694263546E41477032764D445A3065725369566B62',X'36D9B9DC35A3B3A0F2D725EF415B0E757DEDD5860F2C194BD93422694C0B48ED','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(49,3,'FREE',X'6741414141414272444C68624C6A656A46513975325753486A494F704B675F39725F584E677067777A7630364661494F634E57492D59383556646E63473238516153477A747957536F4B61756A315A487A416246324B4A3348466B3876375545796E4949466C5439474E355A4D536555774C726B7A4D6E66564631597069524574566A494E736949754A3143',X'38C2F10768665BA0E5605D35169B587DC8ACB4EC059341FAE62CCE54939DA14D','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(50,3,'FREE',X'6741414141414272444C686245344C7368682D4D715F4661774B5A4D5775355138382D6A456C2D696639577272562D74365676784778385034355F2D6E7477644149535035434E5578636D2D447349495451784C6C796F6E472D55776358756C59793577594966354E41695F65515866786239754147485F76646E4E6E6B7037526B325564716663446C7362',X'2A3BAEEFDF6FB07F6C8AC0B034CF227AD747CA87BDF331E1A4917589C9354D5A','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(51,3,'FREE',X'6741414141414272444C68626C5A4A77584A31757A3478734D6A6F4C7251514964636B483465697132664153794355724F5F6C424E5973356D324D566A333352784347386132476E5A4545626C4A77583457785538627A6C546579763475426341506E78783335776D54646F3651664E4644483641534A396839495A33753547366A4D5F42486B704868774B',X'EF58EF15B7BC6323FF24CD442C76C07AFE0FDC63DA8BBDBE46450EBD84AE31CE','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(52,3,'FREE',X'6741414141414272444C68624E32623333694D573758767A4C4E75764D3369495F4B5A57416A703876753644725A706D5253736E6578593132724A7A31565535305455556761586152474A7255634373516A42466D47767A574E4F4A766D506261435645355634566842784176626977626D574C356F5044654B2D4142526736525978693943723436474C36',X'FBC2B8D15C96576840DC4BD1F8CF8E1A7557B5CD87E8448EDDE470DE2851DA35','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(53,3,'FREE',X'6741414141414272444C68625F475F416477336F554B63696D6F6F616C545A4B5A5433644C4C73587679676F6E5441416F4E5856755F6C562D742D5F5462446B734A2D4D6C6262465A4B353150717070784630615F3534477855534B52575377675949706B355643736A4D4342336553444574435F4D784D5A3544373138585F56323851466A565268527438',X'B4CB002694F582B64AFC413232720FF3DFA5DDEBCDCEA6F7E84F3E03F0BB8C7B','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(54,3,'FREE',X'6741414141414272444C68626E624B4C48796C6C6858374C37773475544E664D6477345339653378434932594936735131576C62774859695639735363416C474D3244347633334C423162514539374D494F774D426B6B794B50695371726F5341735159535737675977614A4A504A4B327243767A54374F596C455764504867424D73446A7037544F51774D',X'06F73F7A6790AECC8E8403E5E82E7B7D7EBE748BB92973644EA165BB80677A2F','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(55,3,'FREE',X'6741414141414272444C6862327A304E5A6C56395268385F693743357566676969656B77354F6A63703761386D4B477A47713166747A526A566E574F32703773646378315942713976736442324D656A6476304F4439612D415235736F753853526A4D704F723847644C7053536176546456715370612D55475F574F30676E6A57694A336857627067634958',X'D2C09B4D1594FC7AB890FD1C78A38E0007F9CBCDBD06BBDB54A262065AE92D4B','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(56,3,'FREE',X'6741414141414272444C6862727241374361615A6E30695732675630424731694466454C4D4156457432303374336250726D4B41367652376E33616949446666393147774F4448624D3343574E757277494C5151564541466F707A546A6136787156325177326979786E684438436D2D514E2D7A784A4A6D71723942434C577A4D3768503436586A6A734553',X'E57BBDA5F80EE5DAB0CF825ABB35DD314E2F8A26963A2CE126C50F19C384E255','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(57,3,'FREE',X'6741414141414272444C68627A484C743755645863706D4B63684A6D776971454973635476326D4651644D526349687949367441794130773450356A74644F62757A4E59496B7177546D6C5F68356D5637626171533469416E764D7A76794B7555466C4D354366725639677243525F744C64303835447664356C50766D682D536A3639765256735536786374',X'A32B0DBE5EE2FBFA5662029310DD4C6FDFEC613CA8D8B5525B06438F542FAF92','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(58,3,'FREE',X'6741414141414272444C68624478516F2D3378594968703957544E7433754942506A7A623443755757354D666D36466D79566D43586F4441527470773377636C5A58785870426C5A386C4F724C566D4D632D665078574E374B747051587232744D5656516F39666E737257754B75574D31464A514C5A4C77495242746144436D58327476315F7757575F6A63',X'949863D5A492E3DE65C56C04722DFBBD631FED9AE226C325654988CAFF4803B0','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(59,3,'FREE',X'6741414141414272444C68626F4846656572505332707A6A555F376C5249444F764C4F63387856344F6E37694B3678377468663263336374564A506277704555447374685058484E5278567233513679754146746A6F5559624A694F6B444D32644C5033534D4F4E76366E66457A54463947464C37535F44466544396B646632554765723634615753574850',X'ECC09B3F42EF4180EF046AD222CD45E75AD13958D776BFEDD4EA8B4A7461138E','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(60,3,'FREE',X'6741414141414272444C68624F5775516A6A38696550774734433939794948665F68677A37494A39656B35384D674741576D5474504E3148723875582D5F6655764F654E74356C334B6B6D656657306F476E7867664F7A4769626E635F496973454457524B7937657457457549512D4A4A4C375A736C5A6F797962714D7856586F51356B4F554871326F576A',X'F75F93C42068D1BC241905DE6AACC02C30FB1BC4AAB41A20AFC44BD12B6F3254','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(61,3,'FREE',X'6741414141414272444C6862706B4E4E6D436634364B6734397A3763536A666F3376457A2D414E4638432D6F5033772D594542496A5F47614732476663536276623773724F71657076616E3236614C4564375F46756D435534583541715069767A5130686C55644D6D5F786171796A4E724A796D7355557971795679506C526C664363624E667355336F3634',X'8F1405F8EC6BE75AA6649DBF35D76BDE83E51E15361026AF4AF988031B65A5BC','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(62,3,'FREE',X'6741414141414272444C686233475A4D73595F426F746D5A58786830646A353865467479765246456B3469496D4655314D4E335A394474646D774E6666465975522D75386E75776C322D44526478656C2D33326276455830736339786E6C4C52305477526E354E65794669745A31484351414162525153626763414C726637556549356B5F41306C772D7A55',X'6005DD1DC7DF051C2F1F9998C38B75BD2F2D7D62ABB58ED1F67CD896D5C76E76','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(63,3,'FREE',X'6741414141414272444C686276656B5439795F3777756F79464F64522D36505F352D796146474F472D54316472623558326A48554E47512D4A4E50444D4F49416B47556A6C6F5061516D6B33793145755A334A544B5938503159466C67495853724C57464E71487431314E593347315A6A343431336F4D517A7671636B69336757696F4638736730517A6D69',X'7477AD5CBC28C2A28E1C2C2B1CF0B27D761723335033F75DBC0B25B25CD6B06E','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(64,3,'FREE',X'6741414141414272444C6862756A4A5976656C4D367A4B4D6A7957654453324A42796C76344D676E796649467A6B5045576F37376F65465A75676666534F31494C33786E4174525F694C334D4252357A6B6A4933434C61614952374336623171764863594F58647534654852625552424E6961647642544955676E6F776164676475765A6C524F5368545744',X'56CD5016DE9BBC2AF27F32ADC91F0DE5CAB32121B14C02DE2CB6BBEF0DCC87CF','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(65,3,'FREE',X'6741414141414272444C68624D4E694B487A66565F355572305F706C734D565F643841785963656A78617445364D67784747675A6B5272494851417352356F4C45556C74642D6A64564A776C59374D42325A536830512D707A6F6F32726A3332774E4864482D556B516F36746F6163635964336768647934364C6A754554726F4E644F6165377754554B4B54',X'B2788F4F54B704FDC81F92604E0464E224D2A0FFFCC5B30D9B12E0B0BE09E9BD','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(66,3,'FREE',X'6741414141414272444C6862505A56724156687A4765316D2D7831336D43313768374F677A5652495F65303548723858705857447A4E41373845764E6F344A596A774D3631466D375668423346556333462D566631306E536D536F503371357136747A595938494776567773687561684D6D45774E6D426536654A4E5074466441464863507A6E2D794C7852',X'28446621153692EFA89C01FF487A41F38C0B43F78F78AE2CD13E0B96729B09EC','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(67,3,'FREE',X'6741414141414272444C6862665564585732674851676D3054306F5542614548304642766348524C5A5A68564C3379646C3872315F4B61413265673166646F6E5F377339444C4E5746313445746F4364546A357A516441454172386A5154367337565F374D736449612D79745371484A375A35486753686143794458744E4C6B58446E6F4B4265486F4E7446',X'F19FC4976B17B4428160BC8BB98A06E9BFBF14907096D39CF74BB7E6F57C9A83','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(68,3,'FREE',X'6741414141414272444C686243534E6B42536E7168716B7A637165756B417A5339496B347949446C333868436345784177364B706B62654E594A46334672366C6A45483133564D38326275516573374D44706B41713259745670325242676B4E574E767867797A5A74644A664631574C7244717263634B7A4A744339317349566F5049765A48333475684C4D',X'B1625D2E9C606C9AA0C79A977ECDEDD9E3346C1E1895DC3A5B47DDEDCE6B5DFC','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(69,3,'FREE',X'6741414141414272444C68626B546E34635A426C476266484561446A6A5062376243784666747070725F346849426D667261457150695352516B356775576E36734E70444B6133384545506B2D6D36524434493151533438303072613346575576373234763152656237446B49566A625F4644446B4559715A696959723768725732775073694746496D506C',X'6C3097CF1D41D186D25F710E9463B74EDB4152C779B80A8F3D9A5E12407F71B9','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(70,3,'FREE',X'6741414141414272444C68624C564757776B5A476A3951714743473552476C6832736331796D322D7A4F4776384C5A5031787451477A34306A54477855746B63706A417339667259544A58754D43395544372D7268624564716A6A305F694B4A5A38496C59736D4A695656307070645F463657787271665F455F446564456347496755424832304D4F4C4C39',X'1041AEFD4EC1F61849EEC0416CE615C9808019572F7AA4F859AA16DC39449178','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(71,3,'FREE',X'6741414141414272444C68624B714171554D50512D43334E5145724A507772537A4C73714477426C4D49424C5F446E6331647739496D43715F734B414269705365594B524D417A3442694C4E634B7368366D304B6149526C50616759416C6A63622D6F596C59512D623536534D55465F4C76334D79766E7867444C625F7A3565763445746A47615959473854',X'4810AF358A9F13FBC229EB97E920D358010187E9F966D7C58ED65A02BBD15C56','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(72,3,'FREE',X'6741414141414272444C686265744854344C3668754F30336E516137664472685068304E5256504167585155517A776930494D783875354E4B5A38476F346F5F50342D31316A49556C634757476542474B65386D51683271633031467A336E707348696E754A37574461506F7A435F41694E7357565A7461445462636777503962505F30796C374848324968',X'9A312DD3DCF5A55421F781FA519E8C2FF88EA0525D28EC733B479518678F28D1','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(73,3,'FREE',X'6741414141414272444C686259655846737250346D4E5A3831757A6432423575482D61655471366F627855616A434A447847727758344A3334735A7A51755A5244743349316641665647516D4B5A57664434634476665676773762436F5A6457314B742D4444375346477075726151303143657678632D4B3050794A4D6D5350356F463669736B6E49503146',X'12C64212FF9EF4610239C079CDCF080EF1AA018CDBD195C7ED9F4F3243DF0E93','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(74,3,'FREE',X'6741414141414272444C686276696C307731496A4F37316F516B6C4E797535486A5A67755247463374523163635575625F734D6B626551446D354A766F7A4E37344D71667342716741716559495474416A7959454C5674624F51357777384B686B312D75366C4B2D655F366144643973394A3578726E325747494242425F73733452624E36614B704D724A75',X'D8E9387DC7FF82463D1802EFC1412603228526FF1FD34FA85C90C5E9B81441B4','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(75,3,'FREE',X'6741414141414272444C686249596C6E52574456494568553673625F78333576715F5061477253482D6F584742334547445272352D7A505A5F333655544D487A6E4A4B6A365575624554687445384475446255574A673638513155477976412D644E70744B61725F77464D6C72423455426D696C4F36765558786C42384B4A38307A536E7441322D7A513655',X'DBC264177446F7CD3048B8267AEBD27932190CDD4823D3C864684216B9836B0C','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(76,3,'FREE',X'6741414141414272444C6862654B456561494D635471475345326D42737843462D74694241374373626F7655475071644F633253727A4561453951447549567A334E314A535755502D43706E3968664C4D3463665852716F5A6A6D52446376763055415436514758774768325037666E51306C4B4157594D594B5430503353556F627969654949694C35597A',X'146903FB14A7F980B72778C4093391F68CFF8EE2D59505BB38C204AEF3D29D17','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(77,3,'FREE',X'6741414141414272444C6862584A4C506A725F465048744D51634D45334F3576663077425944717A30664569555149704E70744D30346F57333567436B59496E374E4F655A61386E7279586C37426A30553543724637663138504867585F357863444259305962583436324F6B4D4B2D4A586132594A67505A663136565F5132537363754D6241394D69375A',X'4D2617A19A31D8603C767AFB22C36BF697E9AF83BBC246F79037A620AE5A7C12','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(78,3,'FREE',X'6741414141414272444C686256773048576434364C62484D593958627874616D6E714F64523956434A6D637842524F744C5F395F4669723445614131475966436370335A70397667413238783946425F6438676B77766A36397279664A653843737A3763486449785F37426B7A616E6A39537635346530436D44704D347646564F653768634A2D536D2D3247',X'43697B217027AFEE8FCE3AFB71C57947250CBAAB989B82393CB039E963803AB5','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(79,3,'FREE',X'6741414141414272444C68627874544B4F58326634343164514C6D4A6437446B59635F756D4F4E72446837317A6755334375383354626A38375F50395A7242656F74696F774A43713961564E6E3062474A562D56436C6647563477736B5A68355A6B516F57573662706951346A506F45767852714467683361794E4348326D6E5F33776E5F70464C63694270',X'0BCD8007755EA0AF2534FEE49B39533AEBCD4060D7711957504DC4D7387EBCAF','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(80,3,'FREE',X'6741414141414272444C68626D4E4B53474D7A356B43414A4B654274557335666D57446C686D4C363479445F6437776B4E6E67344C4C50514167653044534231556C4F50597764796E74723362313633454D466E4171367A766377744E7358495558642D3858746644684863366F446A445A385378546B62564E786F4B64546A75345F63685578554D774D41',X'0B0928E2433160F1B70665629C5AFDAEA4B852721A6F97C3BA23F6508E9304D6','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(81,3,'FREE',X'6741414141414272444C6862637846784F655841684D4E37556469467A56664236306A565164576132736E5F6A6E46656242387664466C314665354B44376F6C676B75705339585665644151684B57514D5654354B316162775A594E427255597A3578655A4E3062626C676466665F6A2D36384B67594C5F65777571626C2D4E487670347535434E55617435',X'8505D2BBA5C7FA1B72ED9F5E9E8B94BCDBCC83BA9F1572B5E6C3D340FC6A60EE','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(82,3,'FREE',X'6741414141414272444C6862426C5A75793146425F424C6D62773435744C392D7976456777784D39595662486F77304861352D6631665F74506E51584435776563695957396F5358795453414C7963535269485757666E485977736A6B42754F39414161485A7A5668526941544A565843434E544D324F364534575532355F335351484561436E3165486173',X'C6F0912C7204F0938AC13C4C559889A1C649AB8086DD38A946C9D4D787B9E9DE','jdeH6TYJx5K_nSnxzCZJWw',NULL);
INSERT INTO "stock_items" VALUES(83,3,'FREE',X'6741414141414272444C68624C5F67506A4E336756795645527765313546487A6A6A4362553171574735526B5F5172333838665F4B6C627A70696642774C793848383535556D4C35795153555732346C4566457555524B7A79744A5F616B35546276613879356147684645534836732D4D4469495362744836556E6C4D4A44676C6962456332356147695978',X'0B43A89C303BC15BE790F39EF48CD686A5BF8C3039D581337DF547C79CB66118','jdeH6TYJx5K_nSnxzCZJWw',NULL);
CREATE TABLE subscription_periods (
	order_id TEXT NOT NULL, 
	subscription_id TEXT NOT NULL, 
	starts_at BIGINT NOT NULL, 
	ends_at BIGINT NOT NULL, 
	CONSTRAINT pk_subscription_periods PRIMARY KEY (order_id), 
	CONSTRAINT fk_subscription_periods_order_id FOREIGN KEY(order_id) REFERENCES orders (id), 
	CONSTRAINT fk_subscription_periods_subscription_id FOREIGN KEY(subscription_id) REFERENCES subscriptions (id)
);
INSERT INTO "subscription_periods" VALUES('qGAHI5WYa3bB3NSAoAJdQQ','3L2ohj22_F3gEQGuYhUANQ',1795995741105,1798587741105);
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
INSERT INTO "subscriptions" VALUES('3L2ohj22_F3gEQGuYhUANQ',20001,1,'qGAHI5WYa3bB3NSAoAJdQQ','Emby 30','Emby 30 天','ACTIVE',1795995741105,1798587741105,1797982941105);
CREATE TABLE ticket_posts (
	id INTEGER NOT NULL, 
	ticket_id TEXT NOT NULL, 
	author_id BIGINT NOT NULL, 
	at BIGINT NOT NULL, 
	text BLOB NOT NULL, 
	photo TEXT, 
	once TEXT, media TEXT, album TEXT, 
	CONSTRAINT pk_ticket_posts PRIMARY KEY (id), 
	CONSTRAINT uq_ticket_posts_once UNIQUE (once), 
	CONSTRAINT fk_ticket_posts_ticket_id FOREIGN KEY(ticket_id) REFERENCES tickets (id)
);
CREATE TABLE tickets (
	id TEXT NOT NULL, 
	number TEXT NOT NULL, 
	customer_id BIGINT NOT NULL, 
	topic TEXT NOT NULL, 
	state TEXT NOT NULL, 
	opened_at BIGINT NOT NULL, 
	updated_at BIGINT NOT NULL, waits_since BIGINT DEFAULT '0' NOT NULL, told_at BIGINT, 
	CONSTRAINT pk_tickets PRIMARY KEY (id), 
	CONSTRAINT uq_tickets_number UNIQUE (number), 
	CONSTRAINT ck_tickets_state CHECK (state IN ('OPEN', 'ANSWERED', 'CLOSED')), 
	CONSTRAINT ck_tickets_topic CHECK (topic IN ('support', 'paysupport')), 
	CONSTRAINT fk_tickets_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id)
);
CREATE TABLE turns (
	chat_id BIGINT NOT NULL, 
	next_at BIGINT NOT NULL, 
	CONSTRAINT pk_turns PRIMARY KEY (chat_id)
);
CREATE TABLE watchers (
	id INTEGER NOT NULL, 
	customer_id BIGINT NOT NULL, 
	product_id INTEGER NOT NULL, 
	asked_at BIGINT NOT NULL, 
	told_at BIGINT DEFAULT '0' NOT NULL, 
	item_id BIGINT, 
	CONSTRAINT pk_watchers PRIMARY KEY (id), 
	CONSTRAINT uq_watchers_customer_id_product_id UNIQUE (customer_id, product_id), 
	CONSTRAINT fk_watchers_customer_id FOREIGN KEY(customer_id) REFERENCES customers (id), 
	CONSTRAINT fk_watchers_product_id FOREIGN KEY(product_id) REFERENCES products (id)
);
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
CREATE INDEX ix_watchers_product_id_told_at_id ON watchers (product_id, told_at, id);
CREATE INDEX ix_watchers_told_at ON watchers (told_at);
CREATE INDEX ix_watchers_asked_at ON watchers (asked_at);
CREATE INDEX ix_lanes_holder_used_at ON lanes (holder, used_at);
CREATE INDEX ix_turns_next_at ON turns (next_at);
CREATE INDEX ix_inbox_open_user_id ON inbox (user_id) WHERE state = 'OPEN';
CREATE INDEX ix_inbox_open ON inbox (bot_id, update_id) WHERE state = 'OPEN';
CREATE INDEX ix_notices_parked_recipient_id ON notices (recipient_id) WHERE state = 'UNREACHABLE';
CREATE INDEX ix_notices_keyless ON notices (state, due_at) WHERE coalesce(once, '') = '';
CREATE INDEX ix_tickets_state_waits_since ON tickets (state, waits_since);
CREATE INDEX ix_ticket_posts_author_id_at ON ticket_posts (author_id, at);
CREATE INDEX ix_outcomes_at ON outcomes (at);
CREATE INDEX ix_receipts_payment_id ON receipts (payment_id);
CREATE INDEX ix_receipts_customer_id_at ON receipts (customer_id, at);
CREATE INDEX ix_stock_drafts_expires_at ON stock_drafts (expires_at);
CREATE INDEX ix_notices_queue ON notices (priority, due_at) WHERE state = 'DUE';
CREATE INDEX ix_notices_line ON notices (recipient_id, priority, due_at) WHERE state = 'DUE';
CREATE INDEX ix_inbox_dead ON inbox (bot_id, update_id) WHERE state = 'DEAD';
CREATE TRIGGER stock_items_moves BEFORE UPDATE OF state ON stock_items FOR EACH ROW WHEN (NEW.state <> OLD.state AND OLD.state || '>' || NEW.state NOT IN ('FREE>HELD', 'HELD>FREE', 'HELD>GIVEN', 'FREE>VOID', 'HELD>VOID', 'GIVEN>VOID', 'VOID>FREE')) BEGIN SELECT RAISE(ABORT, 'this state may not follow that one'); END;
CREATE TRIGGER documents_no_replace BEFORE INSERT ON documents WHEN EXISTS (SELECT 1 FROM documents WHERE id = NEW.id OR (kind = NEW.kind AND version = NEW.version AND language = NEW.language)) BEGIN SELECT RAISE(ABORT, 'documents are only ever added'); END;
CREATE TRIGGER consents_no_replace BEFORE INSERT ON consents WHEN EXISTS (SELECT 1 FROM consents WHERE id = NEW.id OR prev_hash = NEW.prev_hash OR hash = NEW.hash) BEGIN SELECT RAISE(ABORT, 'consents are only ever added'); END;
COMMIT;
