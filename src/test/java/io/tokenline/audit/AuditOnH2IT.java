package io.tokenline.audit;

import io.tokenline.Database;

class AuditOnH2IT extends AuditContract {

    AuditOnH2IT() {
        super(Database.h2());
    }
}
