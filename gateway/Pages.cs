using Microsoft.Extensions.FileProviders;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway;

internal static class Pages
{
    private static readonly PathString[] NoPages = ["/hub", "/oauth"];

    /// <summary>The web app: its files, and its first page for every address that is neither a file's nor a route's.</summary>
    /// <param name="folder">Where the built pages are; without it the node serves the API alone.</param>
    public static void UsePages(this WebApplication app, string? folder)
    {
        if (string.IsNullOrEmpty(folder))
            return;
        var files = new PhysicalFileProvider(Path.GetFullPath(folder));
        app.UseStaticFiles(new StaticFileOptions
        {
            FileProvider = files,
            OnPrepareResponse = served => served.Context.Response.Headers.CacheControl =
                // Built names carry a hash of their content; the first page names them and must be fresh.
                served.Context.Request.Path.StartsWithSegments("/assets") ? "public, max-age=31536000, immutable" : "no-cache",
        });
        // No route of its own: what the API refuses, for its method or its content, is then said so and is not a page.
        app.Use((http, next) =>
        {
            if (http.GetEndpoint() is not null || !IsPage(http.Request))
                return next(http);
            http.Response.Headers.CacheControl = "no-cache";
            http.Response.ContentType = "text/html; charset=utf-8";
            return http.Response.SendFileAsync(files.GetFileInfo("index.html"));
        });
    }

    private static bool IsPage(HttpRequest request) =>
        (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method))
        && !ApiPaths.Hold(request.Path) && !Array.Exists(NoPages, place => request.Path.StartsWithSegments(place)) && !Path.HasExtension(request.Path);
}
