using System.Collections.Immutable;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;

namespace Selvedge.Contracts.Stored;

/// <summary>Puts together what <see cref="StoredForm"/> does with each type. Runs once per type.</summary>
internal static class FormMaking
{
    private static readonly DateTime Epoch = new(2000, 1, 1, 0, 0, 0, DateTimeKind.Utc);
    private static readonly int FirstDay = DateOnly.FromDateTime(Epoch).DayNumber;

    private static readonly ImmutableDictionary<Type, object> Scalars = ImmutableDictionary.CreateRange(new KeyValuePair<Type, object>[]
    {
        Scalar("text", (json, value) => json.WriteStringValue(value), SharedTexts.Read),
        Scalar("flag", (json, value) => json.WriteBooleanValue(value), (ref json) => json.GetBoolean()),
        Scalar("number", (json, value) => json.WriteNumberValue(value), (ref json) => json.GetInt16()),
        Scalar("number", (json, value) => json.WriteNumberValue(value), (ref json) => json.GetInt32()),
        Scalar("number", (json, value) => json.WriteNumberValue(value), (ref json) => json.GetInt64()),
        Scalar("number", (json, value) => json.WriteNumberValue(value), (ref json) => json.GetDouble()),
        Scalar("number", (json, value) => json.WriteNumberValue(value), (ref json) => json.GetDecimal()),
        Scalar("guid", (json, value) => json.WriteStringValue(value), (ref json) => json.GetGuid()),
        Scalar(
            "day", (json, value) => json.WriteNumberValue(value.DayNumber - FirstDay),
            (ref json) => DateOnly.FromDayNumber(json.GetInt32() + FirstDay)),
        Scalar(
            "instant", (json, value) => json.WriteNumberValue(value.UtcTicks - Epoch.Ticks),
            (ref json) => new DateTimeOffset(json.GetInt64() + Epoch.Ticks, TimeSpan.Zero)),
    });

    public static (Writing<T> Write, Reading<T> Read, string Description) Make<T>()
    {
        var type = typeof(T);
        if (Scalars.TryGetValue(type, out var scalar))
            return ((Writing<T>, Reading<T>, string))scalar;
        if (type.IsEnum)
            return Generic<T>(nameof(MakeEnum), type);
        if (Nullable.GetUnderlyingType(type) is { } underlying)
            return Generic<T>(nameof(MakeNullable), underlying);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return Generic<T>(nameof(MakeArray), type.GetGenericArguments());
        return type is { IsClass: true, IsAbstract: false } && type.GetConstructors() is [var constructor]
            ? MakeRecord<T>(constructor)
            : throw new NotSupportedException($"{type} has no stored form: expected a record with one public constructor, or a plain value.");
    }

    private static KeyValuePair<Type, object> Scalar<T>(string description, Writing<T> write, Reading<T> read) =>
        new(typeof(T), (write, read, description));

    private static (Writing<T>, Reading<T>, string) Generic<T>(string name, params Type[] arguments) =>
        ((Writing<T>, Reading<T>, string))typeof(FormMaking).GetMethod(name, BindingFlags.Static | BindingFlags.NonPublic)!
            .MakeGenericMethod(arguments).Invoke(null, null)!;

    private static (Writing<T>, Reading<T>, string) MakeEnum<T>() where T : struct, Enum
    {
        var names = Enum.GetValues<T>().ToImmutableDictionary(member => member, member => JsonEncodedText.Encode(member.ToString().ToLowerInvariant()));
        return (
            (json, value) => json.WriteStringValue(names[value]),
            (ref json) =>
            {
                foreach (var (member, name) in names)
                    if (json.ValueTextEquals(name.EncodedUtf8Bytes))
                        return member;
                throw new JsonException($"'{json.GetString()}' is no {typeof(T).Name}.");
            },
            typeof(T).Name);
    }

    private static (Writing<T?>, Reading<T?>, string) MakeNullable<T>() where T : struct =>
    (
        (json, value) =>
        {
            if (value is { } there)
                FormOf<T>.Write(json, there);
            else
                json.WriteNullValue();
        },
        (ref json) => json.TokenType == JsonTokenType.Null ? null : FormOf<T>.Read(ref json),
        FormOf<T>.Description + "?");

    private static (Writing<ImmutableArray<T>>, Reading<ImmutableArray<T>>, string) MakeArray<T>() =>
    (
        (json, values) =>
        {
            json.WriteStartArray();
            foreach (var value in values)
                FormOf<T>.Write(json, value);
            json.WriteEndArray();
        },
        (ref json) =>
        {
            var values = ImmutableArray.CreateBuilder<T>();
            while (json.Read() && json.TokenType != JsonTokenType.EndArray)
                values.Add(FormOf<T>.Read(ref json));
            return values.DrainToImmutable();
        },
        $"[{FormOf<T>.Description}...]");

    private static (Writing<T>, Reading<T>, string) MakeRecord<T>(ConstructorInfo constructor)
    {
        var parameters = constructor.GetParameters();
        var write = CompileWrite<T>(parameters);
        var read = CompileRead<T>(constructor, parameters);
        return (
            (json, value) =>
            {
                if (value is null)
                {
                    json.WriteNullValue();
                    return;
                }

                json.WriteStartArray();
                write(json, value);
                json.WriteEndArray();
            },
            (ref json) =>
            {
                if (json.TokenType == JsonTokenType.Null)
                    return default!;
                if (json.TokenType != JsonTokenType.StartArray)
                    throw new JsonException($"Expected a {typeof(T).Name}, found {json.TokenType}.");
                return read(ref json);
            },
            $"{typeof(T).Name}({string.Join(", ", parameters.Select(p => $"{p.Name} {Describe(p.ParameterType)}"))})");
    }

    // (json, value) => Write(json, value.First); Write(json, value.Second); ... and the last ones only up to the last that is not null.
    private static Writing<T> CompileWrite<T>(ParameterInfo[] parameters)
    {
        var (json, value) = (Expression.Parameter(typeof(Utf8JsonWriter)), Expression.Parameter(typeof(T)));
        Expression rest = Expression.Empty();
        Expression? anyLeft = Expression.Constant(false);
        foreach (var parameter in parameters.Reverse())
        {
            var member = Expression.Property(value, PropertyOf<T>(parameter));
            rest = Expression.Block(Expression.Invoke(FormField(parameter.ParameterType, nameof(FormOf<>.Write)), json, member), rest);
            anyLeft = anyLeft is not null && Missing(parameter) is null ? Expression.OrElse(IsThere(member), anyLeft) : null;
            if (anyLeft is not null)
                rest = Expression.IfThen(anyLeft, rest);
        }

        return Expression.Lambda<Writing<T>>(rest, json, value).Compile();
    }

    private static Expression IsThere(Expression member) =>
        member.Type.IsValueType ? Expression.Property(member, "HasValue") : Expression.ReferenceNotEqual(member, Expression.Constant(null));

    // (ref json) => new T(More(ref json, depth) ? Read(ref json) : missing, ...), then past what a newer form has added.
    private static Reading<T> CompileRead<T>(ConstructorInfo constructor, ParameterInfo[] parameters)
    {
        var json = Expression.Parameter(typeof(Utf8JsonReader).MakeByRefType());
        var (depth, made) = (Expression.Variable(typeof(int)), Expression.Variable(typeof(T)));
        var members = parameters.Select(p => Expression.Condition(
            Expression.Call(typeof(FormMaking), nameof(More), null, json, depth),
            Expression.Invoke(FormField(p.ParameterType, nameof(FormOf<>.Read)), json),
            Expression.Constant(Missing(p), p.ParameterType)));
        return Expression.Lambda<Reading<T>>(
            Expression.Block(
                [depth, made],
                Expression.Assign(depth, Expression.Property(json, nameof(Utf8JsonReader.CurrentDepth))),
                Expression.Assign(made, Expression.New(constructor, members)),
                Expression.Call(typeof(FormMaking), nameof(SkipRest), null, json, depth),
                made),
            json).Compile();
    }

    // Moves on to the next member of the array that began at this depth; stays on its end.
    private static bool More(ref Utf8JsonReader json, int depth)
    {
        if (!IsEnd(ref json, depth))
            json.Read();
        return !IsEnd(ref json, depth);
    }

    private static void SkipRest(ref Utf8JsonReader json, int depth)
    {
        while (More(ref json, depth))
            json.Skip();
    }

    private static bool IsEnd(ref Utf8JsonReader json, int depth) =>
        json.TokenType == JsonTokenType.EndArray && json.CurrentDepth == depth;

    // What a member reads as when the data ends before it.
    private static object? Missing(ParameterInfo parameter)
    {
        var type = parameter.ParameterType;
        if (parameter.HasDefaultValue)
            return parameter.DefaultValue;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>))
            return type.GetField("Empty")!.GetValue(null);
        return type.IsValueType ? Activator.CreateInstance(type) : null;
    }

    private static MemberExpression FormField(Type type, string name) => Expression.Field(null, typeof(FormOf<>).MakeGenericType(type), name);

    private static string Describe(Type type) =>
        (string)typeof(FormOf<>).MakeGenericType(type).GetProperty(nameof(FormOf<>.Description))!.GetValue(null)!;

    private static PropertyInfo PropertyOf<T>(ParameterInfo parameter) =>
        typeof(T).GetProperty(parameter.Name!) is { } property && property.PropertyType == parameter.ParameterType
            ? property
            : throw new NotSupportedException($"{typeof(T)} does not show its constructor's '{parameter.Name}'.");
}
