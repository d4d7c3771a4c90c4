using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using PlanisoContract.Conformance.Checks;
using PlanisoContract.Conformance.Observation.Reading;
using PlanisoContract.Conformance.Observation.Results;
using PlanisoContract.Conformance.StatefulTesting;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Conformance.Observation.Knowledge;

/// <summary>
/// Judges writes that were refused although nothing that they send is against the contract. A request of which anything may be
/// refused for a reason that the contract leaves open says nothing.
/// </summary>
internal sealed partial class RefusedWrites(Session session, Findings findings, bool onlyClient)
{
    // No document says how long a text without a limit may be, and every column of a database has one.
    private const int LeastColumn = 50;
    private const int LeastPassword = 8;

    private Contract Contract => session.Contract;

    public void Judge(ObservedExchange exchange, KnownSilo silo, Resource resource)
    {
        var (operation, known) = (exchange.Operation!, silo.Find(resource, exchange.Identity));
        if (operation.Kind == OperationKind.Delete)
        {
            if (onlyClient && known is not null)
                SecondDelete(findings, Contract, exchange, known);
            return;
        }
        if (exchange.Input is not { HasRoot: true, Unknown: [], Unusual.IsEmpty: true } input || resource.Parent is not null
            || (operation.Kind == OperationKind.Update && (!onlyClient || known is not { Model.State: RecordLifecycle.Existing })))
            return;
        var sent = SentFields.Of(Contract, resource, exchange);
        if (exchange.Answer.Outcome == Outcome.Conflict)
            Conflict(exchange, known, resource, sent);
        else if (exchange.Answer is { Outcome: Outcome.BadRequest, IsConflict: false } && IsSpoken(input.Form) && IsComplete(silo, operation, resource, sent)
            && input.Fields.All(field => IsTaken(silo, resource, resource.Field(field.Key), field.Value, sent)))
        {
            findings.Violated(RuleOf(operation, resource, sent), $"{operation} answered with success: nothing that it sends is against the contract",
                exchange.Answer.Summary, known?.EvidenceWith(exchange) ?? [exchange]);
        }
    }

    /// <summary>Notes how the delete of a record that was deleted is answered.</summary>
    public static void SecondDelete(Findings findings, Contract contract, ObservedExchange exchange, KnownRecord known)
    {
        if (known is { Model.State: RecordLifecycle.Removed or RecordLifecycle.Deactivated, Write.Operation.Kind: OperationKind.Delete }
            && exchange.Answer.ReadingAmong((Outcome.Success, "succeeds"), (Outcome.NotFound, "not-found"), (Outcome.Conflict, "conflict"), (Outcome.BadRequest, "bad-request")) is { } reading)
            findings.Saw(contract.Rule(Behaviors.SecondDelete, Place.Of(exchange.Operation!)), reading, exchange);
    }

    // A record's own value is in nobody's way.
    private void Conflict(ObservedExchange exchange, KnownRecord? known, Resource resource, SentFields sent)
    {
        if (!MayConflict(Contract, resource))
        {
            findings.Violated(Contract.Rule(Behaviors.Status, Place.Of(exchange.Operation!)), $"{exchange.Operation} answered otherwise than with a conflict: nothing of {resource} has to be unique",
                exchange.Answer.Summary, known?.EvidenceWith(exchange) ?? [exchange]);
        }
        Field[] unique = [.. resource.Fields.Where(field => field.Unique && (sent.Clear.ContainsKey(field.Name) || sent.Open.Contains(field.Name)))];
        if (known is null || unique.Length == 0 || !unique.All(field => sent.Clear[field.Name] is { } value && known.Model[field] is { IsSure: true } held && held.Allows(session, field, value)))
            return;
        findings.Violated(Contract.Rule(Behaviors.UniqueOwnValue, Place.Of(resource, unique[0])), $"{known.Model} may be sent the {unique[0]} that it has", exchange.Answer.Summary, known.EvidenceWith(exchange));
    }

    private bool IsSpoken(BodyForm form) => form switch
    {
        BodyForm.Json => !Contract.Tolerates(Behaviors.JsonBody, Place.Api, "refused"),
        BodyForm.Xml => false,
        _ => !Contract.Tolerates(Behaviors.FormBody, Place.Api, "refused"),
    };

    // Whether all is there that a server may ask for.
    private bool IsComplete(KnownSilo silo, Operation operation, Resource resource, SentFields sent) =>
        (sent.Clear.Count > 0 || sent.Emptied.Length > 0)
        && Contract.Rule(Behaviors.AnyRequired, Place.Of(resource)) is null && Contract.Rule(Behaviors.DateSpan, Place.Of(resource)) is null
        && resource.Fields.All(field => sent.Clear.ContainsKey(field.Name) || !IsDemanded(operation, field, Place.Of(resource, field)) || silo.Taken.Contains(UnsentKey(operation, field)));

    private bool IsDemanded(Operation operation, Field field, Place place) => operation.Kind == OperationKind.Update
        ? Contract.Rule(Behaviors.RequiredOnUpdate, place) is not null || operation.Replaces
        : field.Required || field.Link is not null && Contract.Rule(Behaviors.LinkedRequired, place) is not null || Contract.Tolerates(Behaviors.Optional, place, "required");

    // What may be refused for reasons of its own, such as a reference, is known to be taken once it was.
    private bool IsTaken(KnownSilo silo, Resource resource, Field field, JsonNode? value, SentFields sent)
    {
        var place = Place.Of(resource, field);
        if (sent.Emptied.Contains(field))
            return Contract.Rule(Behaviors.Clear, place) is { } clear && !clear.Tolerates("refused");
        if (field.Type == FieldType.Boolean && FieldValue.IsUnset(value))
            return Contract.Rule(Behaviors.FlagEmpty, place) is { } empty && !empty.Tolerates("refused");
        if (field.ReadOnly)
            return Contract.Rule(Behaviors.ReadOnly, place) is { } readOnly && !readOnly.Tolerates("refused");
        if (field.Unique ? !sent.Clear.ContainsKey(field.Name) : silo.Taken.Contains(TakenKey(resource, field, value)))
            return !field.Unique;
        return field is { Forbidden: false, Refers: null, Keyed: null, MaximumIsThisYear: false, From: null, Link: null, References: null }
            && sent.Clear.ContainsKey(field.Name) && !Contract.Tolerates(Behaviors.RoundTrip, place, "refused") && Contract.Rule(Behaviors.Repeatable, place) is null
            && !(field.Type == FieldType.Boolean && Contract.Tolerates(Behaviors.FlagJson, Place.Api, "refused"))
            && (value is JsonArray list ? list.All(element => AreBelievable(silo, resource, field, element)) : !field.IsClosed && (field.Type != FieldType.Text || IsBelievable(field, FieldValue.Text(value) ?? "")));
    }

    private static bool AreBelievable(KnownSilo silo, Resource resource, Field field, JsonNode? element) => element is JsonObject entry
        ? field.Members.All(member => silo.Taken.Contains(TakenKey(resource, field, $"{member} {FieldValue.Text(entry[member.Name])}")) || (!member.IsClosed && IsBelievable(member, FieldValue.Text(entry[member.Name]) ?? "")))
        : !field.IsClosed && IsBelievable(field, FieldValue.Text(element) ?? "");

    /// <summary>Notes what a write sent that succeeded.</summary>
    public static void Accept(KnownSilo silo, Operation operation, Resource resource, RequestInput? input)
    {
        if (input is not { HasRoot: true, Unknown: [] })
            return;
        foreach (var field in resource.Fields.Where(field => !input.Fields.ContainsKey(field.Name) && (field.OnCreate || field.OnUpdate)))
            silo.Accept(UnsentKey(operation, field));
        foreach (var (name, value) in input.Fields)
        {
            var field = resource.Field(name);
            silo.Accept(TakenKey(resource, field, value));
            foreach (var entry in value is JsonArray list ? list.OfType<JsonObject>() : [])
            {
                foreach (var member in field.Members)
                    silo.Accept(TakenKey(resource, field, $"{member} {FieldValue.Text(entry[member.Name])}"));
            }
        }
    }

    private static string UnsentKey(Operation operation, Field field) => $"{operation.Id} without {field}";

    private static string TakenKey(Resource resource, Field field, JsonNode? value) => $"{resource} {field} {value?.ToJsonString()}";

    /// <summary>Whether values of a resource have to be unique, so that a write may conflict.</summary>
    public static bool MayConflict(Contract contract, Resource resource) => resource.Fields.Any(field => field.Unique || contract.Rule(Behaviors.Repeatable, Place.Of(resource, field)) is not null
        || (field.Link is { } link && contract.Resource(link.Resource).Fields.Any(inner => inner.Unique)));

    // What looks like what the field is for.
    private static bool IsBelievable(Field field, string text) => (field.MaxLength is not null || text.Length <= LeastColumn)
        && (field.Format == "email" || field.Like.EndsWith("email", StringComparison.Ordinal) ? Address.IsMatch(text)
            : Fixture.IsOfDigits(field) ? Digits.IsMatch(text)
            : Words.IsMatch(text) && field.Like is not ("website" or "postal-code" or "locale" or "currency" or "country" or "timestamp" or "date")
                && (field.Like != "password" || (text.Length >= LeastPassword && text.Any(char.IsAsciiDigit) && text.Any(char.IsAsciiLetterUpper) && text.Any(char.IsAsciiLetterLower))));

    private Rule? RuleOf(Operation operation, Resource resource, SentFields sent)
    {
        foreach (var (name, value) in sent.Clear)
        {
            var (field, text) = (resource.Field(name), FieldValue.Text(value));
            var limit = field.Type == FieldType.Integer
                ? FieldValue.Integer(value) is var number && number == field.Minimum ? Behaviors.Minimum : number == field.Maximum ? Behaviors.Maximum : null
                : text is null || field.Type != FieldType.Text ? null
                : text.Length == field.MaxLength ? text.All(char.IsAscii) ? Behaviors.MaximumLength : Behaviors.LengthUnit
                : text.Length == field.MinLength ? Behaviors.MinimumLength : null;
            if (limit is not null && Contract.Rule(limit, Place.Of(resource, field)) is { } rule)
                return rule;
        }
        var bare = operation.Kind == OperationKind.Create && sent.Clear.All(field => resource.Field(field.Key).Required);
        return (bare ? Contract.Rule(Behaviors.MinimalCreate, Place.Of(operation)) : sent.Emptied is [var emptied, ..] ? Contract.Rule(Behaviors.Clear, Place.Of(resource, emptied)) : null)
            ?? Contract.Rule(Behaviors.Status, Place.Of(operation));
    }

    // Letters and digits of any language within Unicode's first plane, which old databases keep to.
    [GeneratedRegex(@"^[\p{L}\p{Nd}@._+-]+(?: +[\p{L}\p{Nd}@._+-]+)*$")]
    private static partial Regex Words { get; }

    [GeneratedRegex(@"^[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*@[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*\.[A-Za-z]{2,}$")]
    private static partial Regex Address { get; }

    [GeneratedRegex(@"^\+?[0-9](?:[0-9 .()-]{1,18})[0-9]$")]
    private static partial Regex Digits { get; }
}
