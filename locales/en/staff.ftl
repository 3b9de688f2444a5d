### Roles of staff, what each may do, and what a role does not cover.

role-owner = Owner
role-manager = Manager
role-support = Support
role-auditor = Auditor

# What a role may do, after “can” or “can’t”.
permission-open-menu = open the staff menu
permission-view-orders = look at orders
permission-resend-goods = send goods again
permission-refund = give money back
permission-hear-of-sales = hear of each sale
permission-view-receipts = look at receipts
permission-decide-receipts = approve and reject receipts
permission-view-stock = see what is in stock
permission-manage-stock = add and withdraw stock
permission-manage-catalog = change products and prices
permission-publish-documents = publish terms
permission-view-tickets = read customers’ messages
permission-answer-tickets = answer customers
permission-decide-cases = decide on faulty goods
permission-manage-incidents = announce, update and close incidents
permission-view-system = see failed updates
permission-handle-dead-letters = retry or drop failed updates
permission-view-audit = read the audit log
permission-manage-staff = invite and remove staff

staff-refused = 🔒 Your role is { $role }: with it you can’t { $what }. Ask an owner of the shop.
