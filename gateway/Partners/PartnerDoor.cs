using Selvedge.Domain.Partners;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Partners;

/// <summary>On a route that partners' programs may use, and what of a key opens it. A route without it is closed to them.</summary>
internal sealed record OpenToPartners(PartnerScope Scope);

/// <summary>By which of a partner's keys a request came in. Rides with the request.</summary>
internal sealed record EnteredBy(string Partner, string Key);

/// <summary>Lets a partner's request in by its key or token: who, to which routes, how often; and has it written down.</summary>
internal sealed class PartnerDoor(PartnerSignIn signIn, PartnerLimits limits, AuditTrail trail)
{
    private const string Scheme = "Bearer ";

    /// <summary>Whether the request names credentials that are none of a wall's: it is then nobody else's, whatever else it says.</summary>
    public static bool IsKnockedAt(HttpRequest request) => request.Headers.Authorization.ToString() is { Length: > 0 } said
        && (BearerOf(said) is not { } bearer || bearer.StartsWith(Secret.KeyPrefix, StringComparison.Ordinal) || bearer.StartsWith(Secret.TokenPrefix, StringComparison.Ordinal));

    public async Task PassAsync(HttpContext http, RequestDelegate next)
    {
        if (BearerOf(http.Request.Headers.Authorization.ToString()) is not { } bearer || await signIn.FindAsync(bearer, http.RequestAborted) is not { } signedIn)
        {
            await RefuseAsync(http, "unknown-token", "Expected Authorization: Bearer with a key or access token that was given out here.");
            return;
        }

        trail.Follow(http, signedIn.Partner, signedIn.Key);
        if (signedIn.Scopes.IsEmpty)
            await RefuseAsync(http, "unknown-token", "It was revoked, or has run out.");
        else if (http.GetEndpoint() is { } endpoint && endpoint.Metadata.GetMetadata<OpenToPartners>() is var open && (open is null || !signedIn.Scopes.Contains(open.Scope)))
            await RefuseAsync(http, "not-allowed", open is null ? "This is not for partners' programs." : $"This takes a key for '{PartnerSignIn.WordOf(open.Scope)}'.");
        else
            await EnterAsync(http, signedIn, next);
    }

    private async Task EnterAsync(HttpContext http, SignedIn signedIn, RequestDelegate next)
    {
        using var entered = limits.Enter(signedIn.Partner.Id, !HttpMethods.IsGet(http.Request.Method) && !HttpMethods.IsHead(http.Request.Method), http.Response.Headers);
        if (entered is null)
        {
            await new ProblemResult(new Fault("too-many-requests", "Come again when Retry-After says.")).ExecuteAsync(http);
            return;
        }

        http.Features.Set(new EnteredBy(signedIn.Partner.Id, signedIn.Key.Id));
        http.Features.Set(CurrentPerson.Of(signedIn.Partner));
        await next(http);
    }

    private static string? BearerOf(string said) => said.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) ? said[Scheme.Length..].Trim() : null;

    private static Task RefuseAsync(HttpContext http, string code, string detail)
    {
        if (code == "unknown-token")
            http.Response.Headers.WWWAuthenticate = "Bearer";
        return new ProblemResult(new Fault(code, detail)).ExecuteAsync(http);
    }
}

internal static class PartnerDoors
{
    public static TBuilder ForPartners<TBuilder>(this TBuilder route, PartnerScope scope) where TBuilder : IEndpointConventionBuilder =>
        route.WithMetadata(new OpenToPartners(scope));
}
