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
            OwnValue(exchange, known, resource, sent);
        else if (exchange.Answer is { Outcome: Outcome.BadRequest, IsConflict: false } && IsSpoken(input.Form) && IsComplete(operation, resource, sent)
            && input.Fields.All(field => IsTaken(resource, resource.Field(field.Key), field.Value, sent)))
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

    // Its own value is in nobody's way.
    private void OwnValue(ObservedExchange exchange, KnownRecord? known, Resource resource, SentFields sent)
    {
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
    private bool IsComplete(Operation operation, Resource resource, SentFields sent) =>
        (sent.Clear.Count > 0 || sent.Emptied.Length > 0)
        && Contract.Rule(Behaviors.AnyRequired, Place.Of(resource)) is null && Contract.Rule(Behaviors.DateSpan, Place.Of(resource)) is null
        && resource.Fields.All(field => sent.Clear.ContainsKey(field.Name) || !IsDemanded(operation, field, Place.Of(resource, field)));

    private bool IsDemanded(Operation operation, Field field, Place place) => operation.Kind == OperationKind.Update
        ? Contract.Rule(Behaviors.RequiredOnUpdate, place) is not null || operation.Replaces
        : field.Required || field.Link is not null && Contract.Rule(Behaviors.LinkedRequired, place) is not null || Contract.Tolerates(Behaviors.Optional, place, "required");

    private bool IsTaken(Resource resource, Field field, JsonNode? value, SentFields sent)
    {
        var place = Place.Of(resource, field);
        if (sent.Emptied.Contains(field))
            return Contract.Rule(Behaviors.Clear, place) is { } clear && !clear.Tolerates("refused");
        return field is { IsPlain: true, ReadOnly: false, Forbidden: false, IsClosed: false, Refers: null, Keyed: null, MaximumIsThisYear: false, From: null }
            && sent.Clear.ContainsKey(field.Name) && !Contract.Tolerates(Behaviors.RoundTrip, place, "refused") && Contract.Rule(Behaviors.Repeatable, place) is null
            && !(field.Type == FieldType.Boolean && (Contract.Tolerates(Behaviors.FlagJson, Place.Api, "refused") || !(value!.GetValueKind() is JsonValueKind.True or JsonValueKind.False || FieldValue.Text(value) is "0" or "1")))
            && (field.Type != FieldType.Text || IsBelievable(field, FieldValue.Text(value) ?? ""));
    }

    // What looks like what the field is for.
    private static bool IsBelievable(Field field, string text) => (field.MaxLength is not null || text.Length <= LeastColumn)
        && (field.Format == "email" || field.Like.EndsWith("email", StringComparison.Ordinal) ? Address.IsMatch(text)
            : Fixture.IsOfDigits(field) ? Digits.IsMatch(text)
            : field.Like is not ("website" or "postal-code" or "locale" or "currency" or "country" or "password" or "username" or "timestamp" or "date"));

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

    [GeneratedRegex(@"^[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)*@[A-Za-z0-9]+(?:[.-][A-Za-z0-9]+)*\.[A-Za-z]{2,}$")]
    private static partial Regex Address { get; }

    [GeneratedRegex(@"^\+?[0-9](?:[0-9 ]{1,18})[0-9]$")]
    private static partial Regex Digits { get; }
}
