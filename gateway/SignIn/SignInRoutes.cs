using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.Options;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.SignIn;

/// <summary>The two ways a browser goes to the provider, where there is one: to come in, and to leave.</summary>
internal static class SignInRoutes
{
    /// <summary>Before whoever asks who it is.</summary>
    public static void UseSignIn(this WebApplication app)
    {
        if (app.Services.GetService<SignInOptions>() is null)
            return;
        app.UseAuthentication();
        app.MapGet("/sign-in", (string? to) => Results.Challenge(
            new AuthenticationProperties { RedirectUri = IsOurs(to) ? to : "/" }, [OpenIdConnectDefaults.AuthenticationScheme])).ExcludeFromDescription();
        app.MapPost("/sign-out", async (IOptionsMonitor<OpenIdConnectOptions> provider, CancellationToken ct) => Results.SignOut(
            new AuthenticationProperties { RedirectUri = "/signed-out" },
            await EndsSessionsAsync(provider.Get(OpenIdConnectDefaults.AuthenticationScheme), ct)
                ? [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme]
                : [CookieAuthenticationDefaults.AuthenticationScheme])).ExcludeFromDescription();
    }

    // Who wants to leave is out here, also where the provider does not take part in it or is away.
    private static async Task<bool> EndsSessionsAsync(OpenIdConnectOptions provider, CancellationToken ct)
    {
        try
        {
            return !string.IsNullOrEmpty((await provider.ConfigurationManager!.GetConfigurationAsync(ct)).EndSessionEndpoint);
        }
        catch (Exception e) when (e is InvalidOperationException or IOException or HttpRequestException)
        {
            return false;
        }
    }

    // Nobody is sent on to another site by a link to this one: "//host" and "/\host" are such.
    private static bool IsOurs(string? to) => to is ['/', ..] && (to.Length == 1 || to[1] is not ('/' or '\\')) && !to.Any(char.IsControl);
}
