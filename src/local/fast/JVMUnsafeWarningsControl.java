package io.quarkus.runtime;

/**
 * In the place of Quarkus' own, which switches off the JVM's warnings of Unsafe by a method handle of its own making: 10 ms at
 * each start. The package's bootstrap has the JVM's option for it.
 */
public final class JVMUnsafeWarningsControl {
    private JVMUnsafeWarningsControl() {}

    /** Quarkus' application calls it first. */
    public static void disableUnsafeRelatedWarnings() {
        // See bootstrap.
    }
}
