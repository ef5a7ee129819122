using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Selvedge.Gateway.Docs;

/// <summary>Names of query parameters that an operation reads itself, strictly, and so must tell OpenAPI of.</summary>
internal sealed record QueryNames(params string[] Names)
{
    public static Task AddAsync(OpenApiOperation operation, OpenApiOperationTransformerContext context, CancellationToken ct)
    {
        foreach (var told in context.Description.ActionDescriptor.EndpointMetadata.OfType<QueryNames>())
            foreach (var name in told.Names)
                (operation.Parameters ??= []).Add(new OpenApiParameter
                {
                    Name = name,
                    In = ParameterLocation.Query,
                    Schema = new OpenApiSchema { Type = name is "limit" or "after" ? JsonSchemaType.Integer : JsonSchemaType.String },
                });
        return Task.CompletedTask;
    }
}
