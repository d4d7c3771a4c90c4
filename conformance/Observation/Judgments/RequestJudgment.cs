using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Observation.Knowledge;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Judgments;

/// <summary>What a request sends that it must not, and whether a server that must refuse it let it through.</summary>
internal sealed class RequestJudgment(Session session, Findings findings, ClientFaults faults) : ExchangeJudgment(session, findings)
{
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(100);

    public override void Judge(ObservedExchange exchange)
    {
        if (exchange.Operation is not { Kind: OperationKind.Create or OperationKind.Update } operation)
            return;
        Unread(exchange, operation);
        Unsupported(exchange, operation);
        if (exchange.Input is not { HasRoot: true } input)
            return;
        foreach (var name in input.Unknown)
        {
            faults.Note(exchange, $"The body sends {name}, which {operation.Resource} does not have.");
            if (exchange is { Answer: { Succeeded: true, Data: JsonObject shown } } && shown.ContainsKey(name))
                Findings.Saw(ApiRule(Behaviors.UnknownParameter), "stored", exchange);
        }
        Values(exchange, ResourceOf(operation), input.Fields, operation.Kind, null);
    }

    // Bodies that nobody can read, and what follows where the server takes them.
    private void Unread(ObservedExchange exchange, Operation operation)
    {
        var (body, type) = (exchange.Recorded.RequestBody, exchange.Recorded.RequestHeader("content-type")?.Split(';')[0].Trim().ToLowerInvariant());
        if (exchange.Recorded.LacksRequestBody)
            return;
        if (string.IsNullOrEmpty(body))
        {
            if (operation.Kind == OperationKind.Create && exchange.Answer.Succeeded && Rule(Behaviors.EmptyCreate, Place.Of(operation)) is { } empty)
                Findings.Saw(empty, "accepted", exchange);
            return;
        }
        if (type == BodyWriter.JsonType && JsonText.Read(body, out var fault) is null && fault is not null)
        {
            faults.Note(exchange, $"The body says that it is JSON and is not: {fault.TrimEnd('.')}.");
            Broken(Behaviors.BrokenBody, OperationKind.Create, OperationKind.Update);
            Nothing(Behaviors.MalformedBody);
        }
        else if (type is BodyWriter.XmlType && XmlShape.Read(body) is null)
        {
            faults.Note(exchange, "The body says that it is XML and is not well-formed.");
            if (!body.Contains("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
                Broken(Behaviors.BrokenXml, OperationKind.Create, OperationKind.Update);
        }
        else if (type is not null && !IsSpoken(type))
        {
            faults.Note(exchange, $"The body is of the media type {type}, which the API does not speak.");
            Nothing(Behaviors.UnknownMediaType);
        }

        // A server that reads nothing of it takes it for a create of nothing, which only a required field forbids.
        void Nothing(Behavior behavior)
        {
            if (ResourceOf(operation) is var resource && resource.Fields.Any(field => Rule(Behaviors.Required, Place.Of(resource, field)) is not null))
                Broken(behavior, OperationKind.Create);
        }

        void Broken(Behavior behavior, params OperationKind[] kinds)
        {
            if (exchange.Answer.Succeeded && kinds.Contains(operation.Kind))
                Findings.Violated(ApiRule(behavior), behavior.Summary, exchange.Answer.Summary, exchange);
            else if (exchange.Exchange.Status == 422 && (behavior == Behaviors.BrokenBody || behavior == Behaviors.BrokenXml))
                Findings.Saw(ApiRule(behavior), "unprocessable", exchange);
        }
    }

    // A media type of the API that the server says it does not support.
    private void Unsupported(ObservedExchange exchange, Operation operation)
    {
        if (exchange.Answer.Outcome != Outcome.UnsupportedMediaType || exchange.Recorded.RequestHeader("content-encoding") is not null)
            return;
        var type = exchange.Recorded.RequestHeader("content-type")?.Split(';')[0].Trim().ToLowerInvariant();
        var rule = type switch
        {
            BodyWriter.FormType => ApiRule(Behaviors.FormBody),
            BodyWriter.JsonType => ApiRule(Behaviors.JsonBody),
            BodyWriter.XmlType when Contract.Formats.Contains("xml") => Rule(Behaviors.XmlInput, Place.Of(operation)),
            _ => null,
        };
        if (rule is not null)
            Findings.Saw(rule, "refused", exchange);
    }

    private bool IsSpoken(string type) => type is BodyWriter.FormType or BodyWriter.JsonType or "text/json" or "multipart/form-data" || type.EndsWith("+json", StringComparison.Ordinal)
        || (type is BodyWriter.XmlType or "text/xml" && Contract.Formats.Contains("xml"));

    private void Values(ObservedExchange exchange, Resource resource, JsonObject sent, OperationKind kind, Field? through)
    {
        foreach (var field in resource.Fields)
        {
            var place = through is null ? Place.Of(resource, field) : new Place(null, ResourceOf(exchange.Operation!), through, field);
            if (!sent.TryGetPropertyValue(field.Name, out var value) || value is null)
            {
                if (kind == OperationKind.Create)
                    Missing(exchange, field, place, through);
            }
            else if (through is null)
                Value(exchange, resource, field, place, value, kind);
            if (value is JsonObject inner && field.Link is { } link && kind == OperationKind.Create && through is null)
                Values(exchange, Contract.Resource(link.Resource), inner, kind, field);
        }
    }

    private void Missing(ObservedExchange exchange, Field field, Place place, Field? through)
    {
        if (Rule(through is null ? Behaviors.Required : Behaviors.LinkedRequired, place) is { } rule)
        {
            faults.Note(exchange, $"The body lacks {Name(field, through)}, which is required.");
            LetThrough(exchange, rule, "accepted");
        }
        else if (through is null && Rule(Behaviors.Optional, place) is { } optional && exchange.Answer.Succeeded)
            Findings.Saw(optional, "optional", exchange);
    }

    private void Value(ObservedExchange exchange, Resource resource, Field field, Place place, JsonNode value, OperationKind kind)
    {
        var isUnset = FieldValue.IsUnset(value);
        if (isUnset && Rule(kind == OperationKind.Create ? Behaviors.NotBlank : Behaviors.NotBlankOnUpdate, place) is { } blank)
        {
            faults.Note(exchange, $"{field} is empty, and must not be.");
            LetThrough(exchange, blank, "accepted");
        }
        else if (!isUnset && field.Type == FieldType.Date && DateReading.Of(value) is { IsDay: false } day)
        {
            faults.Note(exchange, $"{field} is {(day.IsWritten ? "no day of the calendar" : "not written YYYY-MM-DD")}.");
            Day(exchange, field, place, day);
        }
        else if (!isUnset && field.IsPlain && Wrong(field, value) is var (behavior, why))
        {
            faults.Note(exchange, $"{field} is {why}.");
            if (behavior is not null && Rule(behavior, place) is { } rule && rule.Readings.All(mode => mode.Name is "enforced" or "refused" or "narrower"))
                LetThrough(exchange, rule, behavior == Behaviors.IntegerInput || behavior == Behaviors.Pattern ? "accepted" : "open");
        }
        else if (kind == OperationKind.Create ? !field.OnCreate : !field.OnUpdate)
            faults.Note(exchange, $"The body sends {field}, which a {kind.ToString().ToLowerInvariant()} of {resource} does not take.");
    }

    // What became of a day that is none shows in an answer with the record; a first find may show another one's value.
    private void Day(ObservedExchange exchange, Field field, Place place, DateReading day)
    {
        if (Rule(day.IsWritten ? Behaviors.DateExists : Behaviors.DateFormat, place) is not { } rule || exchange.Answer is not { Succeeded: true, Data: JsonObject shown }
            || !Session.TryGet(shown, field, out var stored) || day.Reading(stored) is not { } reading)
            return;
        if (!rule.Tolerates(reading))
            Findings.Violated(rule, Describe.Tolerated(rule), $"{field} is {Describe.Value(stored)}", exchange);
    }

    /// <summary>The behavior that refuses a value where there is one, and what is wrong with it; null where nothing is.</summary>
    public static (Behavior? Behavior, string Why)? Wrong(Field field, JsonNode value)
    {
        if (value is not JsonValue)
            return (null, $"{(value is JsonArray ? "a list" : "an object")} in place of one value");
        var text = FieldValue.Text(value);
        if (field.Type == FieldType.Integer)
        {
            if (value.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
                return (null, "true or false in place of an integer");
            var trimmed = text?.Trim() ?? "";
            if (!long.TryParse(trimmed, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number))
                return decimal.TryParse(trimmed, CultureInfo.InvariantCulture, out _) ? (null, "no integer") : (Behaviors.IntegerInput, "no integer");
            return number < field.Minimum ? (Behaviors.Minimum, $"below {field.Minimum}")
                : number > field.Maximum ? (Behaviors.Maximum, $"above {field.Maximum}") : null;
        }
        if (field.Type == FieldType.Number)
        {
            return FieldValue.Number(value) is not { } number ? (null, "no number")
                : number < field.MinimumNumber ? (Behaviors.Minimum, $"below {field.MinimumNumber}")
                : number > field.MaximumNumber ? (Behaviors.Maximum, $"above {field.MaximumNumber}") : null;
        }
        if (field.Type == FieldType.Boolean)
            return FieldValue.Flag(value) is null ? (null, "no flag") : null;
        if (text is null || field.Type != FieldType.Text)
            return null;
        // However a server counts, and whether it trims: what is too long in every way is.
        var length = new StringInfo(text.Trim()).LengthInTextElements;
        return length > field.MaxLength ? (Behaviors.MaximumLength, $"longer than {field.MaxLength} characters")
            : text.Length < field.MinLength ? (Behaviors.MinimumLength, $"shorter than {field.MinLength} characters")
            : field.Pattern is { } pattern && !Matches(pattern, text) ? (Behaviors.Pattern, "not as its pattern has it")
            : !field.Values.IsEmpty && !field.Values.Contains(text) ? (null, $"none of {string.Join(", ", field.Values)}")
            : null;
    }

    private static bool Matches(string pattern, string text)
    {
        try
        {
            return TextPattern.Read(pattern, Patience) is not { } read || read.IsMatch(text) || read.IsMatch(text.Trim());
        }
        catch (RegexMatchTimeoutException)
        {
            return true;
        }
    }

    private void LetThrough(ObservedExchange exchange, Rule rule, string breakage)
    {
        if (exchange.Answer.Succeeded && exchange.Exchange.Status is >= 200 and < 300)
        {
            if (rule.Readings.Any(mode => mode.Name == breakage))
                Findings.Saw(rule, breakage, exchange);
            else
                Findings.Violated(rule, rule.Behavior.Summary, $"it succeeds: {exchange.Answer.Summary}", exchange);
        }
        else if (exchange.Answer.Outcome == Outcome.BadRequest)
            Findings.Holds(rule);
        // Where nothing has to be unique there is nothing to conflict with.
        else if (exchange.Answer.Outcome == Outcome.Conflict && !RefusedWrites.MayConflict(Contract, ResourceOf(exchange.Operation!)))
            Findings.Saw(rule, "conflict", exchange);
    }

    private static string Name(Field field, Field? through) => through is null ? field.Name : $"{through}.{field}";
}
