package io.tokenline.care;

import io.tokenline.SettingTexts;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.Config;
import org.eclipse.microprofile.config.ConfigProvider;

/** Reads how long personal data is kept, once. */
@ApplicationScoped
class CareSettings {

    /** The terms of this server; a value that cannot be used stops the deployment with a sentence that names it. */
    @Produces
    @Singleton
    RetentionTerms terms() {
        Config config = ConfigProvider.getConfig();
        return RetentionTerms.read(new SettingTexts(name -> config.getOptionalValue(name, String.class)));
    }
}
