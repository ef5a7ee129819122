using System.Collections.Immutable;
using System.Net;
using System.Text;

namespace Selvedge.Gateway.Alerts.Links;

/// <summary>A small page of its own, without scripts, that nothing keeps and no other site may frame.</summary>
/// <param name="Language">ISO 639-1.</param>
/// <param name="Form">Markup of ours, with what others wrote in it made safe; null for none.</param>
internal sealed record LinkPage(
    string Language, int Status, string Heading, string Lead, ImmutableArray<(string Name, string Value)> Facts, string? Form, ImmutableArray<(string Text, string Url)> Links) : IResult
{
    private const string Styles =
        """
        :root{color-scheme:light dark}
        body{margin:0;padding:24px 16px;font:16px/1.5 system-ui,-apple-system,'Segoe UI',Helvetica,Arial,sans-serif;color:light-dark(#16181d,#e8eaee);background:light-dark(#fff,#101318)}
        main{max-width:560px;margin:0 auto}h1{font-size:22px;line-height:1.3;margin:0 0 8px}p{margin:0 0 16px}
        dl{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:4px 16px;margin:0 0 24px}dt{font-weight:600}dd{margin:0;overflow-wrap:anywhere}
        form{display:grid;gap:16px;margin:0 0 24px}label{display:grid;gap:4px;font-weight:600}small{font-weight:400}
        input,textarea,select{font:inherit;font-weight:400;color:inherit;background:light-dark(#fff,#181c23);border:1px solid light-dark(#767c88,#8b93a1);border-radius:6px;padding:8px;box-sizing:border-box;width:100%}
        button{font:inherit;font-weight:600;min-height:44px;padding:8px 20px;border:0;border-radius:6px;color:light-dark(#fff,#101318);background:light-dark(#16181d,#e8eaee);justify-self:start}
        .wrong{color:light-dark(#b3261e,#ff9a92);font-weight:600}a{color:light-dark(#1d4fb8,#9dbcff)}
        :focus-visible{outline:3px solid light-dark(#1d4fb8,#9dbcff);outline-offset:2px}
        @media(max-width:480px){dl{grid-template-columns:1fr;gap:0}dd{margin:0 0 8px}}
        """;

    public static string Safe(string text) => WebUtility.HtmlEncode(text);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "text/html; charset=utf-8";
        response.Headers.CacheControl = "no-store";
        response.Headers["Referrer-Policy"] = "no-referrer";
        response.Headers["X-Robots-Tag"] = "noindex, nofollow";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
        return response.WriteAsync(AsHtml(), httpContext.RequestAborted);
    }

    private string AsHtml()
    {
        var html = new StringBuilder($"<!doctype html><html lang=\"{Language}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"><title>")
            .Append(Safe(Heading)).Append("</title><style>").Append(Styles).Append("</style></head><body><main><h1>").Append(Safe(Heading)).Append("</h1><p>").Append(Safe(Lead)).Append("</p>").Append(Form);
        if (Facts.Length > 0)
        {
            html.Append("<dl>");
            foreach (var (name, value) in Facts)
                html.Append("<dt>").Append(Safe(name)).Append("</dt><dd>").Append(Safe(value)).Append("</dd>");
            html.Append("</dl>");
        }

        foreach (var (text, url) in Links)
            html.Append("<p><a href=\"").Append(Safe(url)).Append("\">").Append(Safe(text)).Append("</a></p>");
        return html.Append("</main></body></html>").ToString();
    }
}
