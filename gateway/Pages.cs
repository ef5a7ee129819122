using Microsoft.Extensions.FileProviders;

namespace Selvedge.Gateway;

internal static class Pages
{
    /// <summary>The web app: its files, and its first page for every address that is neither a file nor the API's.</summary>
    /// <param name="folder">Where the built pages are; without it the node serves the API alone.</param>
    public static void MapPages(this WebApplication app, string? folder)
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
        app.MapFallback("{*path:nonfile}", async http =>
        {
            if (http.Request.Path.StartsWithSegments("/api") || http.Request.Path.StartsWithSegments("/hub"))
            {
                http.Response.StatusCode = StatusCodes.Status404NotFound;
                return;
            }

            http.Response.Headers.CacheControl = "no-cache";
            http.Response.ContentType = "text/html; charset=utf-8";
            await http.Response.SendFileAsync(files.GetFileInfo("index.html"));
        });
    }
}
