namespace Selvedge.Gateway.Security;

/// <summary>Which OpenID Connect provider says who somebody is. What they may do is said here alone.</summary>
/// <param name="Authority">Its address, as in its own discovery document.</param>
/// <param name="ClientId">What we are called there; it lets a browser come back to <c>/sign-in/callback</c> and <c>/sign-out/callback</c>.</param>
/// <param name="PersonClaim">The claim that holds the id by which a person is known here.</param>
/// <param name="Manager">Value of that claim of who may do everything before anybody else is known; null for nobody.</param>
/// <param name="Address">Where browsers reach us when a balancer stands between; null for where they ask.</param>
public sealed record SignInOptions(string Authority, string ClientId, string? ClientSecret, string PersonClaim, string? Manager, string? Address)
{
    /// <summary>From Selvedge:SignIn; null without an Authority: then everybody is who they say.</summary>
    /// <exception cref="InvalidOperationException">A setting is missing, or is not possible.</exception>
    public static SignInOptions? Of(IConfiguration configuration)
    {
        var said = configuration.GetSection("Selvedge:SignIn");
        if (said["Authority"] is not { Length: > 0 } authority)
            return null;
        if (said["ClientId"] is not { Length: > 0 } client)
            throw new InvalidOperationException("Selvedge:SignIn:ClientId is missing: what are we called at the provider?");
        foreach (var name in new[] { "Authority", "Address" })
            if (said[name] is { Length: > 0 } address && !(Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || uri is { Scheme: "http", IsLoopback: true })))
                throw new InvalidOperationException($"Selvedge:SignIn:{name} is '{address}'; expected an https address.");
        return new SignInOptions(
            authority, client, said["ClientSecret"], said["PersonClaim"] is { Length: > 0 } claim ? claim : "preferred_username",
            said["Manager"] is { Length: > 0 } manager ? manager : null, said["Address"]?.TrimEnd('/'));
    }
}
