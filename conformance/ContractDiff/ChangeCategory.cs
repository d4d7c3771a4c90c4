using System.Collections.Immutable;
using System.Reflection;

namespace PlanisoContract.Conformance.ContractDiff;

/// <summary>Whom a change breaks.</summary>
internal enum Breaks
{
    /// <summary>A client that was written by the old contract may fail on a server of the new one.</summary>
    Clients,

    /// <summary>No client fails, but a server of the old contract does not conform to the new one.</summary>
    Servers,

    /// <summary>A server of the old contract conforms to the new one, and no client fails.</summary>
    Neither,
}

/// <summary>One kind of change between two contracts.</summary>
/// <param name="Name">Kebab-case, stable.</param>
/// <param name="Breaks">Whom it breaks.</param>
/// <param name="Sentence">What it means.</param>
internal sealed record ChangeCategory(string Name, Breaks Breaks, string Sentence)
{
    public static readonly ChangeCategory DialectChanged = Clients("dialect-changed", "Bodies and refusals have another shape.");
    public static readonly ChangeCategory CredentialRemoved = Clients("credential-removed", "A key may not be sent in this way any more.");
    public static readonly ChangeCategory CredentialAdded = Servers("credential-added", "A key may be sent in this way, too.");

    public static readonly ChangeCategory OperationRemoved = Clients("operation-removed", "The operation is gone.");
    public static readonly ChangeCategory OperationAdded = Servers("operation-added", "The operation is new.");
    public static readonly ChangeCategory OperationRenamed = Neither("operation-renamed", "The operationId is another one: generated clients and the ids of rules have other names.");
    public static readonly ChangeCategory OperationRepurposed = Clients("operation-repurposed", "The operation does something else, or to another resource.");
    public static readonly ChangeCategory SuccessChanged = Clients("success-status-changed", "A success has another status.");
    public static readonly ChangeCategory AnswersChanged = Neither("refusal-statuses-changed", "The documented refusals have other statuses.");
    public static readonly ChangeCategory MediaTypeRemoved = Clients("media-type-removed", "Requests may not have this media type any more.");
    public static readonly ChangeCategory MediaTypeAdded = Servers("media-type-added", "Requests may have this media type, too.");
    public static readonly ChangeCategory ParameterRemoved = Clients("parameter-removed", "The parameter is gone.");
    public static readonly ChangeCategory ParameterAdded = Servers("parameter-added", "Requests may have a new parameter.");
    public static readonly ChangeCategory ParameterRequired = Clients("parameter-became-required", "Requests must have the parameter now.");
    public static readonly ChangeCategory ParameterOptional = Servers("parameter-became-optional", "Requests may leave the parameter out now.");
    public static readonly ChangeCategory Replacing = Clients("update-became-replacing", "An update takes away what it does not send.");
    public static readonly ChangeCategory Partial = Clients("update-became-partial", "An update keeps what it does not send, so that leaving a field out does not clear it any more.");
    public static readonly ChangeCategory MemberChanged = Clients("answer-member-changed", "The record or the list stands in another member of the answer, or is the answer itself.");
    public static readonly ChangeCategory AnswerMediaType = Clients("answer-media-type-changed", "A success has another media type.");
    public static readonly ChangeCategory HeaderRemoved = Clients("answer-header-removed", "A success does not have the header any more.");
    public static readonly ChangeCategory HeaderAdded = Servers("answer-header-added", "A success has the header, too.");
    public static readonly ChangeCategory QueryRemoved = Clients("query-removed", "A list cannot be narrowed, sorted or searched in this way any more.");
    public static readonly ChangeCategory QueryAdded = Servers("query-added", "A list can be narrowed, sorted or searched in this way, too.");
    public static readonly ChangeCategory PageParameters = Clients("page-parameters-changed", "Pages are asked for under other names, or name the next one elsewhere.");
    public static readonly ChangeCategory TotalRemoved = Clients("total-removed", "A page does not say any more how many records there are on all pages.");
    public static readonly ChangeCategory TotalAdded = Servers("total-added", "A page says how many records there are on all pages.");
    public static readonly ChangeCategory PagesCut = Clients("pages-became-smaller", "A list comes in pages, or in smaller ones.");
    public static readonly ChangeCategory PagesGrown = Servers("pages-became-larger", "A list comes in larger pages, or in one piece.");

    public static readonly ChangeCategory ResourceRemoved = Clients("resource-removed", "The resource is gone.");
    public static readonly ChangeCategory ResourceAdded = Servers("resource-added", "The resource is new.");
    public static readonly ChangeCategory IdentityChanged = Clients("identity-changed", "Another field identifies a record.");
    public static readonly ChangeCategory NumberChanged = Clients("number-changed", "Generated numbers look different.");
    public static readonly ChangeCategory SoftDeleteChanged = Clients("soft-delete-changed", "A delete leaves something else behind.");
    public static readonly ChangeCategory Hidden = Clients("delete-became-hidden", "A deleted record is neither found nor listed any more.");
    public static readonly ChangeCategory Visible = Clients("delete-became-visible", "A deleted record is found and listed like any other.");
    public static readonly ChangeCategory Irreversible = Clients("delete-became-irreversible", "No update brings a deleted record back any more.");
    public static readonly ChangeCategory Reversible = Servers("delete-became-reversible", "An update brings a deleted record back.");

    public static readonly ChangeCategory FieldRemoved = Clients("field-removed", "The field is gone.");
    public static readonly ChangeCategory FieldAdded = Servers("field-added", "The field is new, and a create may leave it out.");
    public static readonly ChangeCategory FieldAddedRequired = Clients("required-field-added", "The field is new, and a create must have it.");
    public static readonly ChangeCategory FieldRequired = Clients("field-became-required", "A create must have the field now.");
    public static readonly ChangeCategory FieldOptional = Servers("field-became-optional", "A create may leave the field out now.");
    public static readonly ChangeCategory FieldUnique = Clients("field-became-unique", "No two records may share a value now.");
    public static readonly ChangeCategory FieldShared = Clients("field-became-shared", "Two records may share a value now, so that a value names no record for sure.");
    public static readonly ChangeCategory FieldNullable = Clients("field-became-nullable", "An answer may hold null now.");
    public static readonly ChangeCategory FieldNeverNull = Clients("field-became-non-nullable", "A request may not hold null any more.");
    public static readonly ChangeCategory AnswerNeverNull = Servers("answer-became-non-nullable", "An answer never holds null in a field that only the server sets.");
    public static readonly ChangeCategory TypeChanged = Clients("type-changed", "The field has another type or format.");
    public static readonly ChangeCategory LimitNarrowed = Clients("limit-narrowed", "Values that were accepted are refused.");
    public static readonly ChangeCategory LimitWidened = Servers("limit-widened", "Values that were refused are accepted.");
    public static readonly ChangeCategory PatternChanged = Clients("pattern-changed", "Texts must match another pattern.");
    public static readonly ChangeCategory ValueRemoved = Clients("value-removed", "Requests may not send this value any more.");
    public static readonly ChangeCategory ValueAdded = Clients("value-added", "Answers may hold a value that no client knows.");
    public static readonly ChangeCategory DefaultChanged = Clients("default-changed", "What a create leaves out becomes something else.");
    public static readonly ChangeCategory InputRemoved = Clients("input-removed", "Requests may not send the field any more, or not by this name.");
    public static readonly ChangeCategory InputAdded = Servers("input-added", "Requests may send the field, or by another name.");
    public static readonly ChangeCategory FieldHidden = Clients("field-hidden", "Some answers do not show the field any more.");
    public static readonly ChangeCategory FieldShown = Servers("field-shown", "More answers show the field.");
    public static readonly ChangeCategory TargetChanged = Clients("reference-changed", "The field refers to records of another resource.");

    public static readonly ChangeCategory RefusalAdded = Clients("refusal-added", "Requests are refused that were not.");
    public static readonly ChangeCategory PromiseAdded = Servers("promise-added", "A server must keep a rule that was none.");
    public static readonly ChangeCategory RefusalRemoved = Neither("refusal-removed", "What was refused may be accepted.");
    public static readonly ChangeCategory PromiseRemoved = Clients("promise-removed", "A rule that clients could trust is none any more.");
    public static readonly ChangeCategory RuleChanged = Clients("rule-changed", "The rule demands something else.");
    public static readonly ChangeCategory ReadingAdded = Clients("reading-added", "Servers may behave in a way that clients did not have to expect.");
    public static readonly ChangeCategory ReadingWithdrawn = Servers("reading-withdrawn", "Servers may not behave in this way any more.");
    public static readonly ChangeCategory DefaultReadingChanged = Neither("default-reading-changed", "The same readings are tolerated, and the mock begins with another one.");
    public static readonly ChangeCategory StandingChanged = Neither("standing-changed", "It is known better, or less well, where the rule comes from.");

    /// <summary>In the order above.</summary>
    public static ImmutableArray<ChangeCategory> All { get; } =
    [
        .. typeof(ChangeCategory).GetFields(BindingFlags.Public | BindingFlags.Static).Select(field => field.GetValue(null)).OfType<ChangeCategory>(),
    ];

    private static ChangeCategory Clients(string name, string sentence) => new(name, Breaks.Clients, sentence);

    private static ChangeCategory Servers(string name, string sentence) => new(name, Breaks.Servers, sentence);

    private static ChangeCategory Neither(string name, string sentence) => new(name, Breaks.Neither, sentence);
}
