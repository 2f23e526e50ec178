package dev.tracks.lambda.aws;

import jakarta.inject.Singleton;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.http.SdkHttpRequest;

/**
 * Removes the header {@code Content-Length}, which the JDK then sets itself. If the SDK sets it, its URLConnection
 * client streams the body, and before each streamed POST on a reused connection the JDK waits a millisecond to detect
 * whether the server has closed it.
 *
 * <p>If the connection breaks, the JDK sends a body that is not streamed a second time. Use this only for requests that
 * the SDK retries too.
 */
@Singleton
public final class UnstreamedBody implements ExecutionInterceptor {
    @Override
    public SdkHttpRequest modifyHttpRequest(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return context.httpRequest().toBuilder().removeHeader("Content-Length").build();
    }
}
