package io.tokenline.token.sts;

/** How often a property is tried: little in every build, much by {@code mvn -Plong test}. */
final class Runs {

    private static final boolean LONG = Boolean.getBoolean("long.runs");

    private Runs() {}

    static int of(int few, int many) {
        return LONG ? many : few;
    }
}
