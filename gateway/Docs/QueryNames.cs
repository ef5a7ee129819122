using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;
using Selvedge.Gateway.Sheets;

namespace Selvedge.Gateway.Docs;

/// <summary>Names of query parameters that an operation reads itself, strictly, and so must tell OpenAPI of.</summary>
internal sealed record QueryNames(params string[] Names)
{
    /// <summary>It answers items, page by page, or the rows of a board: so it goes out as a table as well.</summary>
    public bool IsList { get; init; } = Names.Contains("cursor");

    public static Task AddAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        foreach (var told in context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryNames>())
        {
            if (told.IsList)
                operation.Description = $"{operation.Description} {ListSheets.Description}".Trim();
            foreach (var name in told.IsList ? told.Names.Concat(ListSheets.Parameters) : told.Names)
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Query,
                    Schema = new OpenApiSchema { Type = name is "limit" or "after" ? JsonSchemaType.Integer : JsonSchemaType.String },
                });
        }

        return Task.CompletedTask;
    }
}
