package io.tokenline.registry;

import io.tokenline.Database;

class RegistryOnPostgresIT extends RegistryContract {

    RegistryOnPostgresIT() {
        super(Database.postgres());
    }
}
