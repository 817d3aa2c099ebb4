package io.tokenline.registry;

import io.tokenline.Database;

class RegistryOnH2IT extends RegistryContract {

    RegistryOnH2IT() {
        super(Database.h2());
    }
}
