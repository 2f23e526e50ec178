package dev.tracks.local.gateway;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import dev.tracks.local.aws.AwsAccount;
import dev.tracks.local.aws.TraceHeader;
import dev.tracks.local.support.Json;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * An HTTP request as the event that API Gateway's HTTP API sends to a Lambda integration, payload format 2.0 (API Gateway
 * Developer Guide, "Create AWS Lambda proxy integrations for HTTP APIs").
 */
final class HttpEvent {
    private static final DateTimeFormatter LOG_TIME = DateTimeFormatter.ofPattern(
                    "dd/MMM/yyyy:HH:mm:ss Z", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);
    /** Bodies of other types are passed on in Base64, including forms and bodies without a type. */
    private static final Pattern TEXT_TYPES =
            Pattern.compile("(text/.*|application/(.*\\+)?(json|xml)|application/javascript)(;.*)?");

    private static final List<String> COOKIE_HEADERS = List.of("cookie");

    private HttpEvent() {}

    static ObjectNode of(HttpExchange exchange, ApiRoute route, byte[] body, String requestId, InstantSource clock) {
        Headers headers = exchange.getRequestHeaders();
        String query =
                Optional.ofNullable(exchange.getRequestURI().getRawQuery()).orElse("");
        ObjectNode event = Json.object()
                .put("version", "2.0")
                .put("routeKey", route.key())
                .put("rawPath", exchange.getRequestURI().getPath())
                .put("rawQueryString", query);
        List<String> cookies = headers.getOrDefault("Cookie", List.of());
        if (!cookies.isEmpty()) {
            ArrayNode list = event.putArray("cookies");
            cookies.forEach(line -> List.of(line.split("; *")).forEach(list::add));
        }
        event.set("headers", headers(exchange, clock));
        if (!query.isEmpty()) {
            event.set("queryStringParameters", parameters(query));
        }
        event.set("requestContext", context(exchange, route, requestId, clock));
        route.proxy().ifPresent(proxy -> event.putObject("pathParameters").put("proxy", proxy));
        if (route.needsToken()) {
            LocalToken.of(headers.getFirst("Authorization"), clock).ifPresent(token -> authorize(event, token));
        }
        putBody(event, body, headers.getFirst("Content-Type"));
        return event;
    }

    private static ObjectNode headers(HttpExchange exchange, InstantSource clock) {
        ObjectNode node = Json.object();
        exchange.getRequestHeaders().forEach((name, values) -> {
            String lowerCase = name.toLowerCase(Locale.ROOT);
            if (!COOKIE_HEADERS.contains(lowerCase)) {
                node.put(lowerCase, String.join(",", values));
            }
        });
        return node.put("x-forwarded-for", sourceIp(exchange))
                .put(
                        "x-forwarded-port",
                        String.valueOf(exchange.getLocalAddress().getPort()))
                .put("x-forwarded-proto", "http")
                .put("x-amzn-trace-id", TraceHeader.root(clock));
    }

    /** Decoded; several values of one name are joined with commas. */
    private static ObjectNode parameters(String query) {
        ObjectNode parameters = Json.object();
        for (String pair : query.split("&")) {
            if (pair.isEmpty()) {
                continue;
            }
            String[] parts = pair.split("=", 2);
            String name = decode(parts[0]);
            String value = parts.length == 2 ? decode(parts[1]) : "";
            parameters.put(name, parameters.has(name) ? parameters.get(name).asText() + "," + value : value);
        }
        return parameters;
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }

    private static void authorize(ObjectNode event, LocalToken token) {
        event.withObject("/headers").put("authorization", token.authorization());
        ObjectNode jwt = event.withObject("/requestContext/authorizer/jwt");
        jwt.set("claims", token.claims());
        jwt.putNull("scopes");
    }

    private static ObjectNode context(HttpExchange exchange, ApiRoute route, String requestId, InstantSource clock) {
        Instant now = clock.instant();
        Headers headers = exchange.getRequestHeaders();
        String host = Optional.ofNullable(headers.getFirst("Host")).orElse("localhost");
        ObjectNode context = Json.object()
                .put("accountId", AwsAccount.ACCOUNT)
                .put("apiId", "local")
                .put("domainName", host.split(":")[0])
                .put("domainPrefix", "local");
        context.putObject("http")
                .put("method", exchange.getRequestMethod())
                .put("path", exchange.getRequestURI().getPath())
                .put("protocol", exchange.getProtocol())
                .put("sourceIp", sourceIp(exchange))
                .put(
                        "userAgent",
                        Optional.ofNullable(headers.getFirst("User-Agent")).orElse(""));
        return context.put("requestId", requestId)
                .put("routeKey", route.key())
                .put("stage", "$default")
                .put("time", LOG_TIME.format(now))
                .put("timeEpoch", now.toEpochMilli());
    }

    private static String sourceIp(HttpExchange exchange) {
        return exchange.getRemoteAddress().getAddress().getHostAddress();
    }

    private static void putBody(ObjectNode event, byte[] body, String contentType) {
        boolean text = contentType != null
                && TEXT_TYPES.matcher(contentType.toLowerCase(Locale.ROOT)).matches();
        if (body.length > 0) {
            event.put(
                    "body",
                    text
                            ? new String(body, StandardCharsets.UTF_8)
                            : Base64.getEncoder().encodeToString(body));
        }
        event.put("isBase64Encoded", body.length > 0 && !text);
    }
}
