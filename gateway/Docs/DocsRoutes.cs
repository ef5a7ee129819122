using System.Reflection;
using Microsoft.OpenApi;
using Selvedge.Gateway.Security;

namespace Selvedge.Gateway.Docs;

/// <summary>What the API says about itself: OpenAPI 3.1, and a page that reads it.</summary>
public static class DocsRoutes
{
    private static readonly byte[] Page = ReadPage();

    public static IServiceCollection AddDocs(this IServiceCollection services) => services.AddOpenApi("v1", openApi =>
    {
        openApi.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        openApi.ShouldInclude = operation => operation.RelativePath is { } path && (ApiPaths.Hold($"/{path}") || path.StartsWith("oauth/", StringComparison.Ordinal) || path.StartsWith("health/", StringComparison.Ordinal));
        openApi.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "Selvedge",
                Version = "v1",
                Description =
                    "Live production status for apparel, footwear and accessories. Times are RFC 3339, days YYYY-MM-DD. "
                    + "Lists answer items, total and next, a cursor. Whatever fails answers problem details (RFC 9457) whose errors point into what was sent.",
            };
            // Whoever reads it knows the address already; a port of today would only mislead.
            document.Servers = [];
            return Task.CompletedTask;
        });
        openApi.AddDocumentTransformer(SentForms.MendAsync);
        openApi.AddOperationTransformer(QueryNames.AddAsync);
        openApi.AddOperationTransformer(Examples.AddAsync);
    });

    /// <summary><c>/openapi/v1.json</c> and <c>/docs</c>.</summary>
    public static IEndpointRouteBuilder MapDocs(this IEndpointRouteBuilder app)
    {
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapGet("/docs", () => TypedResults.Bytes(Page, "text/html; charset=utf-8")).ExcludeFromDescription();
        return app;
    }

    private static byte[] ReadPage()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("docs.html")!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
