using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
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
        app.MapPost("/sign-out", () => Results.SignOut(
            new AuthenticationProperties { RedirectUri = "/signed-out" },
            [CookieAuthenticationDefaults.AuthenticationScheme, OpenIdConnectDefaults.AuthenticationScheme])).ExcludeFromDescription();
    }

    // Nobody is sent on to another site by a link to this one: "//host" and "/\host" are such.
    private static bool IsOurs(string? to) => to is ['/', ..] && (to.Length == 1 || to[1] is not ('/' or '\\')) && !to.Any(char.IsControl);
}
