package dev.tracks.local.support;

/** The local cloud cannot start or continue; the message is for the person at the terminal. */
public class LocalCloudException extends RuntimeException {
    public LocalCloudException(String message) {
        super(message);
    }

    public LocalCloudException(String message, Throwable cause) {
        super(message, cause);
    }
}
