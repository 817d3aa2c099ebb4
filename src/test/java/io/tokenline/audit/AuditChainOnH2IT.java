package io.tokenline.audit;

import io.tokenline.Database;

class AuditChainOnH2IT extends AuditChainContract {

    AuditChainOnH2IT() {
        super(Database.h2());
    }
}
