package io.tokenline.registry;

import jakarta.annotation.PostConstruct;
import jakarta.ejb.DependsOn;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;

/** Clears away what a stop of the server left of an import. */
@Singleton
@Startup
@DependsOn("SealingStart")
@TransactionManagement(TransactionManagementType.BEAN)
public class RegistryStart {

    @Inject
    private MeterImports imports;

    @PostConstruct
    void start() {
        imports.begin();
    }
}
