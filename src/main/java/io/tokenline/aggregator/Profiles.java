package io.tokenline.aggregator;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** The profiles that come with the server; a file with faults stops the start, and all its faults are told. */
@ApplicationScoped
public class Profiles {

    private static final List<String> NAMES = List.of(
            "africastalking", "arkesel", "beem", "comviva", "hollatags", "hubtel", "infobip", "nalo", "truroute");

    private final List<Profile> all = NAMES.stream().map(Profiles::packaged).toList();

    /** Their names, in alphabetical order. */
    public List<String> names() {
        return NAMES;
    }

    /** The profile of this name, where there is one. */
    Optional<Profile> named(String name) {
        return all.stream().filter(profile -> profile.name().equals(name)).findAny();
    }

    private static Profile packaged(String name) {
        String file = "aggregators/" + name + ".yaml";
        try (InputStream stream = Profiles.class.getClassLoader().getResourceAsStream(file)) {
            if (stream == null) {
                throw new IllegalStateException("the profile " + file + " is not on the class path");
            }
            Profile profile = ProfileReader.read(file, new String(stream.readAllBytes(), StandardCharsets.UTF_8));
            if (!profile.name().equals(name)) {
                throw new IllegalStateException(file + " is the profile '" + profile.name() + "'");
            }
            return profile;
        } catch (IOException e) {
            throw new UncheckedIOException("the profile " + file + " cannot be read", e);
        }
    }
}
