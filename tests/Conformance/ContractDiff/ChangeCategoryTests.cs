using PlanisoContract.Conformance.ContractDiff;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Conformance.ContractDiff;

/// <summary>Each category of change, by a contract and an edit of its text: forth, and back.</summary>
public sealed class ChangeCategoryTests
{
    private const string Form = "          application/x-www-form-urlencoded:\n            schema: {$ref: '#/components/schemas/SubjectInput'}\n            example: {name: History}\n";
    private const string Isbn = "            unique: {}\n        pages:";
    private const string List = "      x-operation: {resource: Book, does: list}\n";
    private const string Title = "title: {type: string, x-like: project";
    private const string FindSubject = "      operationId: findSubject\n";
    private const string Shelf = "    Shelf:\n      type: object\n      x-source: Books\n      x-resource: {identity: id}\n      properties:\n        id: {type: integer, readOnly: true}\n";

    private static readonly string Shop = Repository.Read("tests", "Shop", "shop.openapi.yaml");
    private static readonly string Library = Repository.Read("tests", "Fourth", "library.openapi.yaml");

    // What is expected forth and back, then the edit; where the base itself needs one, that comes first.
    private static readonly (string Forth, string Back, Edit[] Base, Edit[] Edits)[] Cases =
    [
        ("dialect-changed", "dialect-changed", [], [new("x-dialect: envelope", "x-dialect: result")]),
        ("credential-added", "credential-removed", [], [new("scheme: bearer}\n", "scheme: bearer}\n    other: {type: apiKey, in: query, name: key}\n")]),
        ("operation-removed", "operation-added", [], [new(FindSubject, null, "    get:\n" + FindSubject, "\n  /book:\n")]),
        ("operation-renamed", "operation-renamed", [], [new("operationId: findBook", "operationId: getBook")]),
        ("operation-repurposed", "operation-repurposed", [], [new("{resource: Book, does: find}", "{resource: Subject, does: find}")]),
        ("success-status-changed", "success-status-changed", [], [new("'201':\n          description: The new subject.", "'200':\n          description: The new subject.")]),
        ("refusal-statuses-changed", "refusal-statuses-changed", [], [new("        '400': {$ref: '#/components/responses/Refused'}\n", "")]),
        ("media-type-removed", "media-type-added", [], [new(Form, "")]),
        ("parameter-added", "parameter-removed", [], [new(List, List + "      parameters:\n        - {name: of, in: query, schema: {type: string}}\n")]),
        ("parameter-became-required", "parameter-became-optional", [new(List, List + "      parameters:\n        - {name: of, in: query, schema: {type: string}}\n")], [new("in: query, schema", "in: query, required: true, schema")]),
        ("pages-became-smaller", "pages-became-larger", [], [new(List, List + "      x-paging: {size: 25, maximum: 100}\n")]),
        ("resource-added", "resource-removed", [], [new("    Subject:\n", Shelf + "    Subject:\n")]),
        ("identity-changed", "identity-changed", [], [new("identity: id\n      properties:\n        id: {type: integer, readOnly: true}\n        name:", "identity: no\n      properties:\n        no: {type: integer, readOnly: true}\n        id: {type: integer, readOnly: true}\n        name:")]),
        ("number-changed", "number-changed", [], [new("digits: 4", "digits: 5")]),
        ("soft-delete-changed", "soft-delete-changed", [], [new("        soft-delete: {field: active}\n      x-rules:\n        soft-delete: {source: Books › Withdraw a book}\n", "")]),
        ("delete-became-irreversible", "delete-became-reversible", [], [new("soft-delete: {field: active}", "soft-delete: {field: active, irreversible: true}")]),
        ("field-removed", "field-added", [], [new("        on_loan: {type: boolean, default: false}\n", ""), new("                    on_loan: false\n", ""), new("        on_loan: {$ref: '#/components/schemas/Book/properties/on_loan'}\n", "")]),
        ("required-field-added", "field-removed", [], [new("        on_loan: {type", "        shelf: {type: string, x-like: word}\n        on_loan: {type"), new("required: [title]\n      properties:\n", "required: [title, shelf]\n      properties:\n        shelf: {$ref: '#/components/schemas/Book/properties/shelf'}\n"), new("                    on_loan: false\n", "                    on_loan: false\n                    shelf: A\n")]),
        ("field-became-required", "field-became-optional", [], [new("required: [title]", "required: [title, isbn]")]),
        ("field-became-shared", "field-became-unique", [], [new("          x-rules:\n" + Isbn, "        pages:")]),
        ("field-became-non-nullable", "field-became-nullable", [], [new("          nullable: true\n          x-like: serial", "          x-like: serial")]),
        ("answer-became-non-nullable", "field-became-nullable", [new("added: {type: string, readOnly: true", "added: {type: string, nullable: true, readOnly: true")], [new("added: {type: string, nullable: true", "added: {type: string")]),
        ("type-changed", "type-changed", [], [new("acquired: {type: string, format: date, nullable: true, x-like: date}", "acquired: {type: string, nullable: true, x-like: word}")]),
        ("limit-narrowed", "limit-widened", [], [new("minimum: 1, x-like: extension", "minimum: 5, x-like: extension")]),
        ("limit-narrowed", "limit-widened", [], [new(Title, Title + ", maxLength: 40")]),
        ("pattern-changed", "limit-widened", [], [new(Title, Title + ", pattern: '^[A-Z]+$', x-samples: {taken: [A], refused: [a]}")]),
        ("value-removed", "value-added", [new(Title, Title + ", enum: [One, Two]")], [new("[One, Two]", "[One]")]),
        ("default-changed", "default-changed", [], [new("on_loan: {type: boolean, default: false}", "on_loan: {type: boolean, default: true}")]),
        ("input-removed", "input-added", [], [new("        pages: {$ref: '#/components/schemas/Book/properties/pages'}\n", "")]),
        ("field-hidden", "field-shown", [], [new("x-like: extension}", "x-like: extension, x-shown-in: [list, find, create]}")]),
        ("reference-changed", "reference-changed", [], [new("x-references: {resource: Subject,", "x-references: {resource: Book,")]),
        ("refusal-added", "refusal-removed", [], [new(Title, Title + ", x-rules: {email-format: {}}")]),
        ("promise-removed", "promise-added", [], [new("      x-rules:\n        list-order: {readings: [creation-descending]}\n", "")]),
        ("rule-changed", "rule-changed", [], [new("list-order: {field: name", "list-order: {field: id")]),
        ("reading-withdrawn", "reading-added", [], [new("reactivation: {source: Books › Change a book, standing: decided, readings: [allowed, refused]}", "reactivation: {source: Books › Change a book, standing: decided, readings: [allowed]}")]),
        ("default-reading-changed", "default-reading-changed", [], [new("readings: [allowed, refused]}", "readings: [refused, allowed]}")]),
        ("standing-changed", "standing-changed", [], [new("  identity: {standing: inferred}", "  identity: {standing: decided}")]),
    ];

    // The words that only the dialect rest has.
    private static readonly (string Forth, string Back, Edit[] Base, Edit[] Edits)[] ShopCases =
    [
        ("update-became-replacing", "update-became-partial", [], [new("{resource: Author, does: update}", "{resource: Author, does: update, replaces: true}")]),
        ("answer-member-changed", "answer-member-changed", [], [new("                  items:\n                    type: array", "                  all:\n                    type: array"), new("required: [items, total]", "required: [all, total]"), new("                items:\n                  - &author", "                all:\n                  - &author")]),
        ("answer-media-type-changed", "answer-media-type-changed", [], [new("          description: The author.\n          content:\n            application/json:", "          description: The author.\n          content:\n            application/hal+json:")]),
        ("answer-header-removed", "answer-header-added", [], [new("Location: {description: Where the book is.", "X-Where: {description: Where the book is.")]),
        ("query-removed", "query-added", [], [new("          - {parameter: not_country, field: country, is: not}\n", "")]),
        ("page-parameters-changed", "page-parameters-changed", [], [new("limit: per_page, page: page", "limit: size, page: page"), new("{name: per_page,", "{name: size,")]),
        ("total-removed", "total-added", [], [new("page: page, total: total}", "page: page}")]),
        ("delete-became-visible", "delete-became-hidden", [new("      x-rules:\n        hard-delete: {source: Books › Remove a book}\n", "")], [new("soft-delete: {field: removed_at, hidden: true}", "soft-delete: {field: removed_at}")]),
    ];

    private static IEnumerable<TestCaseData> Edits => Of(Cases, "library").Concat(Of(ShopCases, "shop"));

    private static IEnumerable<TestCaseData> Of((string Forth, string Back, Edit[] Base, Edit[] Edits)[] cases, string api) => cases.SelectMany((one, number) => new[]
    {
        new TestCaseData(api, one.Forth, one.Base, (Edit[])[.. one.Base, .. one.Edits]).SetName($"{one.Forth} {api} {number}"),
        new TestCaseData(api, one.Back, (Edit[])[.. one.Base, .. one.Edits], one.Base).SetName($"{one.Back} {api} {number} back"),
    });

    [TestCaseSource(nameof(Edits))]
    public void A_change_is_told_by_its_category_and_what_follows_from_it_is_not_told_beside_it(string api, string category, object old, object now)
    {
        var changes = ContractComparison.Of(Read(api, (Edit[])old), Read(api, (Edit[])now));
        changes.Select(change => change.Category.Name).ShouldContain(category);
        changes.Length.ShouldBeLessThan(5, string.Join('\n', changes));
        changes.ShouldAllBe(change => change.Line > 0 && change.File == api);
    }

    [Test]
    public void Every_category_has_a_test_and_a_name_of_its_own()
    {
        ChangeCategory.All.Select(category => category.Name).ShouldBeUnique();
        ChangeCategory.All.Select(category => category.Name).Except(Cases.Concat(ShopCases).SelectMany(one => new[] { one.Forth, one.Back })).ShouldBeEmpty();
    }

    [Test]
    public void Nothing_changed_between_a_contract_and_itself()
    {
        foreach (var contract in Contracts.Names.Select(Contracts.Load))
            ContractComparison.Of(contract, contract).ShouldBeEmpty();
    }

    private static Contract Read(string api, Edit[] edits) =>
        ContractReader.Read(api, $"{api}.openapi.yaml", edits.Aggregate(api == "shop" ? Shop : Library, (text, edit) => edit.Apply(text)));

    /// <summary>A text in place of another, wherever that stands; or nothing in place of what is between two texts.</summary>
    internal sealed record Edit(string Old, string? New, string From = "", string To = "")
    {
        public string Apply(string text)
        {
            text.ShouldContain(Old);
            if (New is not null)
                return text.Replace(Old, New, StringComparison.Ordinal);
            var start = text.IndexOf(From, StringComparison.Ordinal);
            return text[..start] + text[text.IndexOf(To, start, StringComparison.Ordinal)..];
        }
    }
}
