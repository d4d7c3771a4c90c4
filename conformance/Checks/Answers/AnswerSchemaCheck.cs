using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using NJsonSchema;
using NJsonSchema.Validation;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Checks;

/// <summary>Whether the body of a success conforms to the documented schema, in any of the tolerated readings.</summary>
internal sealed class AnswerSchemaCheck(Rule rule, Session session) : Check(rule, session)
{
    private const int Reported = 10;

    private static readonly ConditionalWeakTable<Contract, ConcurrentDictionary<string, Lazy<Task<JsonSchema>>>> Schemas = [];

    // Texts that look like dates stay texts.
    private static readonly JsonSerializerSettings Plain = new() { DateParseHandling = DateParseHandling.None, MaxDepth = JsonText.Deepest };

    [Judges(nameof(Behaviors.AnswerSchema))]
    public async Task<Verdict> Judge()
    {
        if (Operation.Success.Schema is null)
            return Verdict.Unknown($"the contract has no schema for an answer to {Operation}");
        var (answer, _) = await Session.Perform(Operation);
        if (!answer.Succeeded || answer.Exchange.Json is null)
            return Verdict.Broken($"{Operation} answered with success and JSON", answer.Summary, answer.Exchange);
        if (Operation.Kind == OperationKind.List && answer.Records.IsEmpty)
            return Verdict.Unknown($"the list of {Operation.Resource} is empty, so no record can be compared with the schema");

        return await Judge(Contract, Operation, answer.Exchange) ?? Verdict.Saw("conforms");
    }

    /// <summary>What is wrong with the body of a success in JSON; null where it conforms.</summary>
    public static async Task<Verdict?> Judge(Contract contract, Operation operation, Exchange exchange)
    {
        var wrong = Errors(await Schema(contract, operation, operation.Success), exchange).ToArray();
        if (wrong.Length == 0)
            return null;
        var rest = wrong.Length > Reported ? $"; and {wrong.Length - Reported} more" : "";
        return Verdict.BrokenBy(wrong.Select(one => one.Field), $"the answer to {operation} as its schema says",
            string.Join("; ", wrong.Take(Reported).Select(one => one.Text)) + rest, exchange);
    }

    /// <summary>In what the body of a refusal does not conform to its documented schema, or null.</summary>
    public static string? ErrorsOf(Contract contract, Exchange exchange, DocumentedAnswer documented)
    {
        if (exchange.Json is null)
            return $"no JSON: {exchange.Start}";
        // Read from a text, it is there at once.
        var wrong = Errors(Schema(contract, exchange.Operation!, documented).GetAwaiter().GetResult(), exchange).ToArray();
        return wrong.Length == 0 ? null : string.Join("; ", wrong.Take(Reported).Select(one => one.Text));
    }

    private static Task<JsonSchema> Schema(Contract contract, Operation operation, DocumentedAnswer answer) =>
        Schemas.GetOrCreateValue(contract)
            .GetOrAdd($"{operation.Id} {answer.Status}", _ => new(() => JsonSchema.FromJsonAsync(new ToleratedSchema(contract, operation, answer).Write().ToJsonString())))
            .Value;

    private static IEnumerable<(string Field, string Text)> Errors(JsonSchema schema, Exchange exchange)
    {
        var body = new SampledBody(JsonConvert.DeserializeObject<JToken>(exchange.Json!.ToJsonString(), Plain)!);
        ICollection<ValidationError> errors;
        string? unreadable = null;
        try
        {
            errors = new JsonSchemaValidator(new JsonSchemaValidatorSettings()).Validate(body.Body, schema);
        }
        catch (Exception wrong) when (wrong is OverflowException or FormatException or InvalidCastException)
        {
            // The validator gives up on integers of more than 64 bits.
            errors = [];
            unreadable = $"a value that no schema of the contract allows: {wrong.Message}";
        }
        return unreadable is null ? errors.SelectMany(Innermost).Select(error => (NameOf(error), Explain(error, body))).Distinct() : [("", unreadable)];
    }

    // An error of a list or of alternatives is about a part of it: the part says more than the whole.
    private static IEnumerable<ValidationError> Innermost(ValidationError error)
    {
        if (error is not ChildSchemaValidationError { Errors: var inner })
            return [error];
        var relevant = error.Kind == ValidationErrorKind.NotAnyOf
            ? inner.Values.Where(errors => errors.All(one => one.Path != error.Path)).Take(1)
            : inner.Values;
        var parts = relevant.SelectMany(errors => errors).SelectMany(Innermost).ToArray();
        return parts.Length > 0 ? parts : [error];
    }

    // Of a path such as #/data[3].no the last name.
    private static string NameOf(ValidationError error) => error.Path?.Split('.', '/')[^1].Split('[')[0] ?? "";

    private static string Explain(ValidationError error, SampledBody body)
    {
        var path = error.Path?.TrimStart('#', '/') ?? "";
        var actual = error.Kind == ValidationErrorKind.PropertyRequired ? "absent" : Shown(body.Body, path);
        return $"{body.Original(path)}: expected {Expected(error)}, actual {actual}";
    }

    private static string Expected(ValidationError error) => error.Kind switch
    {
        ValidationErrorKind.PropertyRequired => "to be there",
        ValidationErrorKind.NotAnyOf => Kind(error.Schema),
        _ when error.Kind.ToString().EndsWith("Expected", StringComparison.Ordinal) => Kind(error.Schema),
        var kind => $"{Kind(error.Schema)} ({kind})",
    };

    private static string Kind(JsonSchema schema) => Describe.Any(Kinds(schema));

    private static IEnumerable<string> Kinds(JsonSchema schema) => schema switch
    {
        { AnyOf.Count: > 0 } => schema.AnyOf.SelectMany(Kinds),
        { Type: JsonObjectType.None } => ["another value"],
        _ => [schema.Type.ToString().ToLowerInvariant()],
    };

    private static string Shown(JToken body, string path)
    {
        var text = (path.Length == 0 ? body : body.SelectToken(path))?.ToString(Formatting.None) ?? "nothing";
        return text.Length > 100 ? text[..97] + "..." : text;
    }
}
