package io.tokenline.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Properties;
import org.junit.jupiter.api.Test;

class UrlDriverTest {

    @Test
    void thePropertiesOfAConnectionAreKeptAndValuesOfRowsAreNotTold() {
        Properties info = new Properties();
        info.setProperty("user", "tokenline");
        Properties quiet = UrlDriver.withoutRowValues(info);
        assertEquals("tokenline", quiet.getProperty("user"));
        assertEquals("false", quiet.getProperty("logServerErrorDetail"));
    }
}
