package io.tokenline.sandbox;

import io.tokenline.Database;

class SandboxOnH2IT extends SandboxContract {

    SandboxOnH2IT() {
        super(Database.h2());
    }
}
