using System.Collections.Immutable;
using System.Text.Json.Serialization;
using System.Text;
using Microsoft.AspNetCore.Http.HttpResults;
using Selvedge.Domain.Partners;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Partners;

/// <summary>OAuth 2 client credentials (RFC 6749, 4.4): a partner's id and one of its keys for a short-lived access token.</summary>
internal static class TokenRoutes
{
    private const string Form = "application/x-www-form-urlencoded";
    private const int MaxBodyBytes = 8 * 1024;

    public static IEndpointRouteBuilder MapTokens(this IEndpointRouteBuilder app)
    {
        app.MapPost("/oauth/token", GiveAsync).WithTags("Partners").WithName("GiveToken").WithSummary("A short-lived access token for a partner's key")
            .WithDescription(
                "grant_type=client_credentials with client_id (the partner's id) and client_secret (one of its keys), in the body or as HTTP Basic, not both. "
                + "scope: any of read, report and webhooks that the key opens; left out for all. Errors are those of RFC 6749.")
            .Accepts<TokenForm>(Form).Produces<TokenAnswer>().Produces<TokenError>(400).Produces<TokenError>(401).Produces<TokenError>(429);
        return app;
    }

    private static async Task<IResult> GiveAsync(HttpContext http, PartnerSignIn signIn, PartnerLimits limits, AuditTrail trail, CancellationToken ct)
    {
        http.Response.Headers.CacheControl = "no-store";
        var (form, bad) = await ReadAsync(http.Request, ct);
        if (bad is not null)
            return Refused(400, "invalid_request", bad);
        if (form.GetValueOrDefault("grant_type") != "client_credentials")
            return Refused(400, form.ContainsKey("grant_type") ? "unsupported_grant_type" : "invalid_request", "Expected grant_type=client_credentials.");
        var inBody = form.ContainsKey("client_id") || form.ContainsKey("client_secret");
        var basic = http.Request.Headers.Authorization.ToString();
        if (inBody && basic.Length > 0)
            return Refused(400, "invalid_request", "Expected client_id and client_secret once: in the body or as HTTP Basic.");
        var (id, secret) = inBody ? (form.GetValueOrDefault("client_id", ""), form.GetValueOrDefault("client_secret", "")) : OfBasic(basic);
        if (!secret.StartsWith(Secret.KeyPrefix, StringComparison.Ordinal) || await signIn.FindAsync(secret, ct) is not { } signedIn || signedIn.Partner.Id != id)
            return NoClient(http);

        var audited = trail.Follow(http, signedIn.Partner, signedIn.Key);
        if (signedIn.Scopes.IsEmpty)
        {
            audited.Verdict = "invalid_client";
            return NoClient(http);
        }

        using var entered = limits.Enter(signedIn.Partner.Id, isWrite: false, http.Response.Headers);
        if (entered is null)
            return Refused(429, "temporarily_unavailable", "Come again when Retry-After says.");
        var asked = form.GetValueOrDefault("scope", "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        ImmutableArray<PartnerScope> scopes = asked.Length == 0 ? signedIn.Scopes : [.. signedIn.Scopes.Where(s => asked.Contains(PartnerSignIn.WordOf(s)))];
        if (asked.Distinct().Count() > scopes.Length)
        {
            audited.Verdict = "invalid_scope";
            return Refused(400, "invalid_scope", $"The key opens {Words(signedIn.Scopes)}.");
        }

        return TypedResults.Ok(new TokenAnswer(
            await signIn.GiveTokenAsync(signedIn with { Scopes = scopes }, ct), "Bearer", (int)PartnerSignIn.TokenLife.TotalSeconds, Words(scopes)));
    }

    private static async Task<(Dictionary<string, string> Form, string? Bad)> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        if (request.ContentType is not { } type || !type.StartsWith(Form, StringComparison.OrdinalIgnoreCase))
            return (read, $"Expected {Form}.");
        using var body = await RequestBody.ReadAsync(request, MaxBodyBytes, "a request for a token is a few words", ct);
        if (body.Fault is not null)
            return (read, $"Expected at most {MaxBodyBytes} bytes.");
        foreach (var (name, values) in Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(Encoding.UTF8.GetString(body.Bytes)))
        {
            if (values.Count > 1)
                return (read, "Expected each parameter once.");
            read[name] = values.ToString();
        }

        return (read, null);
    }

    private static (string Id, string Secret) OfBasic(string header)
    {
        var packed = header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? header["Basic ".Length..].Trim() : "";
        var bytes = new byte[packed.Length];
        return Convert.TryFromBase64String(packed, bytes, out var length) && Encoding.UTF8.GetString(bytes, 0, length).Split(':', 2) is [var id, var secret]
            ? (Uri.UnescapeDataString(id), Uri.UnescapeDataString(secret))
            : ("", "");
    }

    private static string Words(ImmutableArray<PartnerScope> scopes) => string.Join(' ', scopes.Select(PartnerSignIn.WordOf));

    private static JsonHttpResult<TokenError> NoClient(HttpContext http)
    {
        http.Response.Headers.WWWAuthenticate = "Basic realm=\"partners\"";
        return Refused(401, "invalid_client", "There is no such partner, or the key opens nothing.");
    }

    private static JsonHttpResult<TokenError> Refused(int status, string error, string description) => TypedResults.Json(new TokenError(error, description), statusCode: status);
}

internal sealed record TokenForm(
    [property: JsonPropertyName("grant_type")] string GrantType, [property: JsonPropertyName("client_id")] string? ClientId,
    [property: JsonPropertyName("client_secret")] string? ClientSecret, string? Scope);

/// <param name="ExpiresIn">Seconds.</param>
internal sealed record TokenAnswer(
    [property: JsonPropertyName("access_token")] string AccessToken, [property: JsonPropertyName("token_type")] string TokenType,
    [property: JsonPropertyName("expires_in")] int ExpiresIn, string Scope);

internal sealed record TokenError(string Error, [property: JsonPropertyName("error_description")] string Description);
