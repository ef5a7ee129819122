using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.KeyManagement;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Npgsql;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.SignIn;

/// <summary>
/// People prove who they are at an OpenID Connect provider (code flow with PKCE); a cookie that only this site's own pages
/// send keeps it for a working day. Any node opens a cookie that another gave.
/// </summary>
internal static class SignInServices
{
    public const string CallbackPath = "/sign-in/callback";
    private static readonly TimeSpan SessionLife = TimeSpan.FromHours(12);

    public static IServiceCollection AddSignIn(this IServiceCollection services, IConfiguration configuration)
    {
        if (SignInOptions.Of(configuration) is not { } options)
            return services;
        services.AddSingleton(options);
        services.AddDataProtection().SetApplicationName("Selvedge");
        services.AddSingleton<IConfigureOptions<KeyManagementOptions>>(provider =>
            new ConfigureOptions<KeyManagementOptions>(keys => keys.XmlRepository = new KeyStore(provider.GetRequiredService<NpgsqlDataSource>())));
        services.AddHostedService<FirstKey>();
        services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
            .AddCookie(cookie => Keep(cookie, options))
            .AddOpenIdConnect(provider => Ask(provider, options));
        return services;
    }

    private static void Keep(CookieAuthenticationOptions cookie, SignInOptions options)
    {
        cookie.Cookie.Name = "selvedge";
        // Another site's page can neither read it nor send it along.
        cookie.Cookie.HttpOnly = true;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.Cookie.SecurePolicy = SecureWhere(options);
        cookie.ExpireTimeSpan = SessionLife;
        // Who is no longer known at the provider is out by then; who is comes back without being asked.
        cookie.SlidingExpiration = false;
    }

    private static void Ask(OpenIdConnectOptions provider, SignInOptions options)
    {
        provider.Authority = options.Authority;
        provider.ClientId = options.ClientId;
        provider.ClientSecret = options.ClientSecret;
        provider.RequireHttpsMetadata = options.Authority.StartsWith("https:", StringComparison.Ordinal);
        provider.ResponseType = OpenIdConnectResponseType.Code;
        provider.ResponseMode = OpenIdConnectResponseMode.Query;
        provider.UsePkce = true;
        provider.MapInboundClaims = false;
        provider.CallbackPath = CallbackPath;
        provider.SignedOutCallbackPath = "/sign-out/callback";
        provider.SignedOutRedirectUri = "/signed-out";
        // The browser comes back by a link, which takes such cookies along.
        foreach (var going in new[] { provider.CorrelationCookie, provider.NonceCookie })
            (going.SameSite, going.SecurePolicy) = (SameSiteMode.Lax, SecureWhere(options));
        provider.SaveTokens = true;
        provider.Scope.Clear();
        provider.Scope.Add("openid");
        provider.Scope.Add("profile");
        if (options.PersonClaim == "email")
            provider.Scope.Add("email");
        provider.GetClaimsFromUserInfoEndpoint = true;
        provider.ClaimActions.MapUniqueJsonKey(options.PersonClaim, options.PersonClaim);
        if (options.Address is { } address)
        {
            provider.Events.OnRedirectToIdentityProvider = asking => At(asking.ProtocolMessage, message => message.RedirectUri = address + CallbackPath);
            provider.Events.OnRedirectToIdentityProviderForSignOut = leaving => At(leaving.ProtocolMessage, message => message.PostLogoutRedirectUri = address + provider.SignedOutCallbackPath);
        }

        provider.Events.OnTicketReceived = received =>
        {
            var person = received.Principal!.FindFirst(options.PersonClaim);
            // The cookie goes with every request: no token in it but the one by which the provider knows who leaves.
            received.Properties!.StoreTokens(received.Properties!.GetTokens().Where(token => token.Name == OpenIdConnectParameterNames.IdToken));
            received.Principal = new ClaimsPrincipal(new ClaimsIdentity(person is null ? [] : [new Claim(SignedIn.PersonClaim, person.Value)], "OpenIdConnect"));
            return Task.CompletedTask;
        };
        // Given up at the provider, or come back too late: told on a page that begins again.
        provider.Events.OnRemoteFailure = failed =>
        {
            failed.Response.Redirect("/signed-out?failed=true");
            failed.HandleResponse();
            return Task.CompletedTask;
        };
    }

    private static CookieSecurePolicy SecureWhere(SignInOptions options) =>
        options.Address?.StartsWith("https:", StringComparison.Ordinal) == true ? CookieSecurePolicy.Always : CookieSecurePolicy.SameAsRequest;

    private static Task At(OpenIdConnectMessage message, Action<OpenIdConnectMessage> set)
    {
        set(message);
        return Task.CompletedTask;
    }
}
