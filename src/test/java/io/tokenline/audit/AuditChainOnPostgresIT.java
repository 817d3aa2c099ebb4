package io.tokenline.audit;

import io.tokenline.Database;

class AuditChainOnPostgresIT extends AuditChainContract {

    AuditChainOnPostgresIT() {
        super(Database.postgres());
    }
}
