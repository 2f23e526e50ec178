package dev.tracks.usecase;

import java.util.List;

/** A secret that may be rotated while the program runs. */
public interface Secret {
    /** The current value, to sign and authenticate with. */
    String value();

    /**
     * The other values that may be right if {@code rejected} is not: a newer one, or the previous one if it is still
     * valid. The secret may be read again for this, but only so often that rejections by an attacker cause no flood of
     * reads.
     *
     * @param rejected the value that did not verify a signature, or that another party rejected
     */
    List<String> alternatives(String rejected);

    /** A secret that has one value as long as the program runs. */
    static Secret fixed(String value) {
        return new Secret() {
            @Override
            public String value() {
                return value;
            }

            @Override
            public List<String> alternatives(String rejected) {
                return List.of();
            }
        };
    }
}
