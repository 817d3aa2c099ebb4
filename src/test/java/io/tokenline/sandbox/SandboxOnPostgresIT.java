package io.tokenline.sandbox;

import io.tokenline.Database;

class SandboxOnPostgresIT extends SandboxContract {

    SandboxOnPostgresIT() {
        super(Database.postgres());
    }
}
