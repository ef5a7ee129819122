using System.Security.Claims;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Selvedge.Gateway.Tests.SignIn;

/// <summary>A real OpenID Connect provider on loopback, with one client. It asks nobody for a password: who comes is whom the test says.</summary>
internal sealed class Provider : IAsyncDisposable
{
    public const string Client = "selvedge";
    public const string Secret = "secret-of-the-test";

    private readonly WebApplication app;

    private Provider(WebApplication app) => this.app = app;

    /// <summary>Its preferred_username; null for somebody of whom it does not say one.</summary>
    public string? Person { get; set; }

    /// <summary>Whether it says so only when it is asked with an access token.</summary>
    public bool TellsLater { get; set; }

    /// <summary>Where it was told to lead who has left.</summary>
    public string? LedTo { get; private set; }

    /// <summary>Whether who comes says no.</summary>
    public bool IsDeclined { get; set; }

    public string Address => app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.First() + "/";

    public static async Task<Provider> StartAsync()
    {
        Provider? provider = null;
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(System.Net.IPAddress.Loopback, 0));
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.EnableDegradedMode().AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange().RegisterScopes(Scopes.Profile)
                .SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetEndSessionEndpointUris("leave").SetUserInfoEndpointUris("userinfo")
                .AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            server.UseAspNetCore().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(asked =>
            {
                if (asked.ClientId != Client)
                    asked.Reject(Errors.InvalidClient);
                return default;
            }));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(asked =>
            {
                if (asked.ClientId != Client || asked.ClientSecret != Secret)
                    asked.Reject(Errors.InvalidClient);
                return default;
            }));
            server.AddEventHandler<ValidateEndSessionRequestContext>(handler => handler.UseInlineHandler(_ => default));
            server.AddEventHandler<HandleAuthorizationRequestContext>(handler => handler.UseInlineHandler(asked =>
            {
                if (provider!.IsDeclined)
                    asked.Reject(Errors.AccessDenied);
                else
                    asked.SignIn(new ClaimsPrincipal(provider.Identity()));
                return default;
            }));
            server.AddEventHandler<HandleUserInfoRequestContext>(handler => handler.UseInlineHandler(asked =>
            {
                asked.Claims[Claims.PreferredUsername] = provider!.Person ?? "";
                return default;
            }));
            server.AddEventHandler<HandleEndSessionRequestContext>(handler => handler.UseInlineHandler(asked =>
            {
                provider!.LedTo = asked.Request.IdTokenHint is null ? "nowhere: it does not know who leaves" : asked.Request.PostLogoutRedirectUri;
                asked.SignOut();
                return default;
            }));
        });
        var app = builder.Build();
        app.UseRouting();
        app.UseAuthentication();
        provider = new Provider(app);
        await app.StartAsync();
        return provider;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private ClaimsIdentity Identity()
    {
        var identity = new ClaimsIdentity("test", Claims.PreferredUsername, Claims.Role).SetClaim(Claims.Subject, "subject-1");
        if (Person is not null && !TellsLater)
            identity.SetClaim(Claims.PreferredUsername, Person);
        return identity.SetScopes(Scopes.OpenId, Scopes.Profile).SetDestinations(static _ => [Destinations.IdentityToken, Destinations.AccessToken]);
    }
}
