package io.tokenline.token.sts;

/** What a credit token pays for (IEC 62055-41, 6.2.2). */
public enum Commodity {
    /** In 0.1 kWh. */
    ELECTRICITY(0),
    /** In 0.1 m3. */
    WATER(1),
    /** In 0.1 m3. */
    GAS(2),
    /** In 0.1 min. */
    TIME(3);

    private final int code;

    Commodity(int code) {
        this.code = code;
    }

    /** The standard's number: 0 to 3. */
    public int code() {
        return code;
    }

    /** The commodity of this number. */
    public static Commodity ofCode(int code) {
        for (Commodity commodity : values()) {
            if (commodity.code == code) {
                return commodity;
            }
        }
        throw new IllegalArgumentException("a commodity is one of 0 to 3");
    }
}
