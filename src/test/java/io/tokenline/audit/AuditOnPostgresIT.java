package io.tokenline.audit;

import io.tokenline.Database;

class AuditOnPostgresIT extends AuditContract {

    AuditOnPostgresIT() {
        super(Database.postgres());
    }
}
