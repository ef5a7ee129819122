using System.Globalization;
using Microsoft.Net.Http.Headers;
using Orleans;
using Selvedge.Contracts;
using Selvedge.Domain.Approvals;
using Selvedge.Gateway.Boards;
using Selvedge.Gateway.Docs;
using Selvedge.Gateway.Problems;
using Selvedge.Gateway.Production;
using Selvedge.Gateway.Security;
using Selvedge.Gateway.Writing;
using Selvedge.Journal;

namespace Selvedge.Gateway.Approvals;

/// <summary>
/// Files beside an approval. They are known by their content, never by what they are called, and are only ever handed out
/// to be saved: no page of ours is made of them.
/// </summary>
public static class AttachmentRoutes
{
    private const int MaxFileBytes = 10 * 1024 * 1024;
    private const int MaxNameCharacters = 200;

    internal static void MapAttachments(this IEndpointRouteBuilder approvals)
    {
        approvals.MapPost("/{id}/attachments", AttachAsync).WithName("AttachToApproval").WithSummary("Attach a picture or document")
            .WithDescription(
                $"The body is the file itself: {FileTypes.Allowed}, at most {MaxFileBytes / 1024 / 1024} MB; what it is is told by its first bytes. "
                + "Parameters: name (of the file), private (for one's own side alone; default false). The same file again changes nothing.")
            .WithMetadata(new QueryNames("name", "private")).Accepts<byte[]>("application/octet-stream", [.. FileTypes.MediaTypes]).Produces<WriteVerdict>()
            .Produces<ProblemDocument>(404, ProblemDocument.MediaType).Produces<ProblemDocument>(413, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(415, ProblemDocument.MediaType).Produces<ProblemDocument>(422, ProblemDocument.MediaType);
        approvals.MapGet("/{id}/attachments/{attachment}", DownloadAsync).WithName("ReadAttachment").WithSummary("An attached file, to be saved")
            .Produces<byte[]>(200, "application/octet-stream").Produces(304).Produces<ProblemDocument>(404, ProblemDocument.MediaType);
        approvals.MapDelete("/{id}/attachments/{attachment}", DetachAsync).WithName("DetachFromApproval").WithSummary("Take an attached file away")
            .WithDescription("Only by the side that attached it.").Produces<WriteVerdict>().Produces<ProblemDocument>(404, ProblemDocument.MediaType)
            .Produces<ProblemDocument>(422, ProblemDocument.MediaType);
    }

    private static async Task<IResult> AttachAsync(string id, HttpContext http, Rows rows, Files files, IGrainFactory grains, CancellationToken ct)
    {
        var parameters = new Parameters(http.Request.Query, "name", "private");
        var name = NameOf(parameters.Text("name"));
        var isPrivate = parameters.Choice("private", "false", "true") == "true";
        if (name is null && parameters.Fault is null)
            parameters.Refuse("name", "bad-parameter", $"Expected the name of the file, of at most {MaxNameCharacters} characters.");
        if (parameters.Fault is { } fault)
            return new ProblemResult(fault);
        // Judged before the body is read: nobody fills memory with what they may not attach.
        if (await ApprovalRoutes.FindAsync(id, http, rows, ct) is null)
            return ProblemResult.NotFound;
        if (http.Person().Rights is not { MayWorkOnApprovals: true, Party: { } party })
            return ApprovalRoutes.NotAllowed("This is for those who work on the approval.");

        using var write = await WriteRequest.ReadFileAsync(http, MaxFileBytes, "attach a smaller picture, or the document in parts");
        if (write.Fault is { } unreadable)
            return new ProblemResult(unreadable);
        if (FileTypes.Of(write.File.Span) is not { } mediaType)
            return new ProblemResult(Fault.At("", "unsupported-media-type", $"Expected {FileTypes.Allowed}, told by how the file begins."));
        var sha256 = await files.KeepAsync(write.File, ct);
        var attachment = new NewAttachment(http.Person().Id, party, isPrivate, name!, mediaType, write.File.Length, sha256);
        return WriteVerdict.Answer(http, await grains.GetGrain<IApprovalGrain>(id).Attach(new(write.Header(), attachment)));
    }

    private static async Task<IResult> DownloadAsync(
        string id, string attachment, HttpContext http, Rows rows, Files files, IGrainFactory grains, CancellationToken ct)
    {
        if (await FindAsync(id, attachment, http, rows, grains, ct) is not { } file || await files.ReadAsync(file.Sha256, ct) is not { } content)
            return ProblemResult.NotFound;
        var headers = http.Response.Headers;
        headers.XContentTypeOptions = "nosniff";
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        // Who may no longer see it asks again, and is told so.
        headers.CacheControl = "private, no-cache";
        return Results.File(content, file.MediaType, file.Name, entityTag: new EntityTagHeaderValue($"\"{file.Sha256}\""));
    }

    private static async Task<IResult> DetachAsync(string id, string attachment, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct)
    {
        using var write = await WriteRequest.ReadAsync(http, hasBody: false, judgesVersion: false);
        if (write.Fault is { } fault)
            return new ProblemResult(fault);
        if (await FindAsync(id, attachment, http, rows, grains, ct) is not { } file)
            return ProblemResult.NotFound;
        if (http.Person().Rights is not { MayWorkOnApprovals: true, Party: { } party })
            return ApprovalRoutes.NotAllowed("This is for those who work on the approval.");
        return WriteVerdict.Answer(
            http, await grains.GetGrain<IApprovalGrain>(id).Detach(new(write.Header(), new AttachmentRemoval(http.Person().Id, party, file.Id))));
    }

    // Null for unknown and forbidden alike: what is private to the other side is not there.
    private static async Task<Attachment?> FindAsync(
        string id, string attachment, HttpContext http, Rows rows, IGrainFactory grains, CancellationToken ct) =>
        await ApprovalRoutes.FindAsync(id, http, rows, ct) is not null && await grains.GetGrain<IApprovalGrain>(id).Read() is { } approval
            ? approval.Attachments.FirstOrDefault(a => a.Id == attachment && (!a.IsPrivate || http.Person().Rights.MaySeePrivate(a.Side)))
            : null;

    // A name is no path, and shows as what it is.
    private static string? NameOf(string? said)
    {
        var last = said is null ? "" : said[(said.LastIndexOfAny(['/', '\\']) + 1)..];
        var name = string.Concat(last.Where(c => !char.IsControl(c) && char.GetUnicodeCategory(c) != UnicodeCategory.Format)).Trim();
        return name.Length is 0 or > MaxNameCharacters ? null : name;
    }
}
