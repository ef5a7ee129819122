using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Selvedge.Engine.Tests.OnlyHere;

/// <summary>
/// What the namespaces <c>Orleans</c> of an assembly offer to other code, a line per type, interface and member, so that
/// two assemblies can be compared. Read from metadata alone: what the assembly refers to need not be there.
/// </summary>
internal sealed class ApiSurface : ISignatureTypeProvider<string, ApiSurface.Names>
{
    private readonly MetadataReader reader;
    private readonly SortedSet<string> lines = [];

    private ApiSurface(MetadataReader reader) => this.reader = reader;

    /// <summary>The names that a signature's numbered type parameters stand for.</summary>
    public sealed record Names(ImmutableArray<string> OfType, ImmutableArray<string> OfMethod);

    public static IReadOnlySet<string> Read(string assembly)
    {
        using var image = new PEReader(File.OpenRead(assembly));
        var surface = new ApiSurface(image.GetMetadataReader());
        foreach (var handle in surface.reader.TypeDefinitions)
            surface.AddType(handle);
        return surface.lines;
    }

    private void AddType(TypeDefinitionHandle handle)
    {
        var type = reader.GetTypeDefinition(handle);
        var space = reader.GetString(type.Namespace);
        var visibility = type.Attributes & TypeAttributes.VisibilityMask;
        if (visibility != TypeAttributes.Public || !(space == "Orleans" || space.StartsWith("Orleans.", StringComparison.Ordinal)))
            return;

        var name = GetTypeFromDefinition(reader, handle, 0);
        var names = new Names(Parameters(type.GetGenericParameters()), []);
        lines.Add($"type {name} {type.Attributes & (TypeAttributes.Sealed | TypeAttributes.Abstract | TypeAttributes.Interface)} : {TypeOf(type.BaseType, names)}");
        foreach (var implemented in type.GetInterfaceImplementations())
            lines.Add($"type {name} : {TypeOf(reader.GetInterfaceImplementation(implemented).Interface, names)}");
        foreach (var field in type.GetFields().Select(reader.GetFieldDefinition))
            AddField(name, field, names);
        foreach (var method in type.GetMethods().Select(reader.GetMethodDefinition))
            AddMethod(name, method, names);
    }

    private void AddField(string type, FieldDefinition field, Names names)
    {
        if ((field.Attributes & FieldAttributes.FieldAccessMask) is not (FieldAttributes.Public or FieldAttributes.Family or FieldAttributes.FamORAssem))
            return;
        var value = field.GetDefaultValue() is { IsNil: false } constant
            ? Convert.ToHexString(reader.GetBlobBytes(reader.GetConstant(constant).Value))
            : "";
        lines.Add($"field {type}.{reader.GetString(field.Name)} {field.Attributes} {field.DecodeSignature(this, names)} {value}");
    }

    private void AddMethod(string type, MethodDefinition method, Names names)
    {
        var access = method.Attributes & MethodAttributes.MemberAccessMask;
        if (access is not (MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem))
            return;
        access = access == MethodAttributes.FamORAssem ? MethodAttributes.Family : access; // the same to other assemblies
        names = names with { OfMethod = Parameters(method.GetGenericParameters()) };
        var constraints = method.GetGenericParameters().Select(reader.GetGenericParameter).Select(parameter =>
            $" where {reader.GetString(parameter.Name)}: {parameter.Attributes} {string.Join(", ", parameter.GetConstraints()
                .Select(each => TypeOf(reader.GetGenericParameterConstraint(each).Type, names)))}");
        var signature = method.DecodeSignature(this, names);
        var given = method.GetParameters().Select(reader.GetParameter).Where(each => each.SequenceNumber > 0).ToDictionary(each => each.SequenceNumber - 1);
        var parameters = signature.ParameterTypes.Select((each, i) => given.TryGetValue(i, out var parameter)
            ? $"{each} {reader.GetString(parameter.Name)} {parameter.Attributes & (ParameterAttributes.Optional | ParameterAttributes.Out)}"
            : each);
        var kind = method.Attributes & (MethodAttributes.Static | MethodAttributes.Virtual | MethodAttributes.Abstract | MethodAttributes.Final);
        lines.Add($"method {type}.{reader.GetString(method.Name)} {access} {kind} {signature.ReturnType} ({string.Join(", ", parameters)}){string.Concat(constraints)}");
    }

    private ImmutableArray<string> Parameters(GenericParameterHandleCollection parameters) =>
        [.. parameters.Select(each => reader.GetString(reader.GetGenericParameter(each).Name))];

    private string TypeOf(EntityHandle handle, Names names) => handle.IsNil ? "" : handle.Kind switch
    {
        HandleKind.TypeDefinition => GetTypeFromDefinition(reader, (TypeDefinitionHandle)handle, 0),
        HandleKind.TypeReference => GetTypeFromReference(reader, (TypeReferenceHandle)handle, 0),
        _ => GetTypeFromSpecification(reader, names, (TypeSpecificationHandle)handle, 0),
    };

    public string GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeDefinition(handle);
        return Qualified(reader, type.Namespace, type.Name);
    }

    public string GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind)
    {
        var type = reader.GetTypeReference(handle);
        return Qualified(reader, type.Namespace, type.Name);
    }

    private static string Qualified(MetadataReader reader, StringHandle space, StringHandle name) => $"{reader.GetString(space)}.{reader.GetString(name)}";

    public string GetTypeFromSpecification(MetadataReader reader, Names genericContext, TypeSpecificationHandle handle, byte rawTypeKind) =>
        reader.GetTypeSpecification(handle).DecodeSignature(this, genericContext);

    public string GetGenericInstantiation(string genericType, ImmutableArray<string> typeArguments) => $"{genericType}<{string.Join(", ", typeArguments)}>";

    public string GetGenericMethodParameter(Names genericContext, int index) => genericContext.OfMethod[index];

    public string GetGenericTypeParameter(Names genericContext, int index) => genericContext.OfType[index];

    public string GetModifiedType(string modifier, string unmodifiedType, bool isRequired) => $"{unmodifiedType} {modifier}";

    public string GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode.ToString();

    public string GetSZArrayType(string elementType) => $"{elementType}[]";

    public string GetArrayType(string elementType, ArrayShape shape) => $"{elementType}[{shape.Rank}]";

    public string GetByReferenceType(string elementType) => $"{elementType}&";

    public string GetPointerType(string elementType) => $"{elementType}*";

    public string GetPinnedType(string elementType) => elementType;

    public string GetFunctionPointerType(MethodSignature<string> signature) => "function";
}
