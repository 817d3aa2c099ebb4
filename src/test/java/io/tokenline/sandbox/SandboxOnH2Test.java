package io.tokenline.sandbox;

import io.tokenline.Database;

class SandboxOnH2Test extends SandboxContract {

    SandboxOnH2Test() {
        super(Database.h2());
    }
}
