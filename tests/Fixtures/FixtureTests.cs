using System.Globalization;
using PlanisoContract.Fixtures;
using PlanisoContract.Spec;

namespace PlanisoContract.Tests.Fixtures;

public sealed class FixtureTests
{
    private const int ThisYear = 2026;

    private static readonly List<(Resource Resource, Field Field)> Written =
    [
        .. from api in Contracts.Names
           from resource in Contracts.Load(api).Resources
           from field in resource.Fields
           where field is { OnCreate: true, IsPlain: true, Refers: null }
           select (resource, field),
    ];

    [Test]
    public void Same_seed_same_values_and_another_seed_others()
    {
        string Values(int seed) => string.Join('\n', Written.Select(at => new Fixture(seed, ThisYear).Valid(at.Resource, at.Field, 7).ToJsonString()));
        Values(1).ShouldBe(Values(1));
        Values(1).ShouldNotBe(Values(2));
    }

    [Test]
    public void Unique_fields_never_repeat_a_value_even_ignoring_case()
    {
        var fixture = new Fixture(1, ThisYear);
        foreach (var (resource, field) in Written.Where(at => at.Field.Unique))
            Enumerable.Range(1, 2000).Select(n => fixture.Valid(resource, field, n).ToString().ToUpperInvariant()).ShouldBeUnique();
    }

    [Test]
    public void A_date_comes_after_the_one_that_it_is_declared_to_come_after()
    {
        var fixture = new Fixture(1, ThisYear);
        var spans = Written.Where(at => at.Field is { Type: FieldType.Date, After: not null }).ToList();
        spans.ShouldNotBeEmpty();
        foreach (var (resource, field) in spans)
        {
            var earlier = resource.Fields.First(other => other.Name == field.After);
            foreach (var n in Enumerable.Range(1, 500))
                string.CompareOrdinal(fixture.Valid(resource, field, n).ToString(), fixture.Valid(resource, earlier, n).ToString()).ShouldBeGreaterThan(0);
        }
    }

    [Test]
    public void Texts_of_one_record_agree()
    {
        foreach (var record in Enumerable.Range(1, 500))
        {
            string Text(string like)
            {
                var chance = new Chance(record * 31);
                return Likely.Text(like, ref chance, new Subject(record, record));
            }
            Text("project").ShouldEndWith(", " + Text("city"));
            Text("identifier").ShouldStartWith(Likely.Slug(Text("project").Split(',')[0]));
            Text("website").ShouldEndWith(Text("firm-email").Split('@')[1]);
            Text("currency").ShouldBe(Text("country") == "France" ? "EUR" : "CAD");
            Text("postal-code").ShouldMatch(Text("country") == "France" ? "^[0-9]{5}$" : "^[A-CEGHJ-NPR-TVXY][0-9][A-CEGHJ-NPR-TV-Z] [0-9][A-CEGHJ-NPR-TV-Z][0-9]$");
        }
    }

    [TestCase("person=Zoë Lavigne", "email", "^zlavigne@")]
    [TestCase("person=Zoë Lavigne", "username", "^zlavigne$")]
    [TestCase("first-name=Zoë,last-name=van Dyck", "email", "^zvandyck@")]
    [TestCase("last-name=Lavigne", "person", " Lavigne$")]
    [TestCase("firm=Béton Zed", "firm-email", "^info@betonzed.example$")]
    [TestCase("city=lyon", "phone", "^04 72 ")]
    [TestCase("city=Gatineau,country=Canada", "currency", "^CAD$")]
    [TestCase("city=Gatineau,country=Canada", "postal-code", "^[A-Z]")]
    [TestCase("country=Peru", "postal-code", "^[A-Z0-9]")]
    public void Generated_texts_agree_with_given_ones(string given, string like, string pattern)
    {
        var texts = GivenTexts.Of(given.Split(',').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]));
        foreach (var record in Enumerable.Range(1, 100))
        {
            var chance = new Chance(record * 31);
            Likely.Text(like, ref chance, new Subject(record, record, texts)).ShouldMatch(pattern);
        }
    }

    [Test]
    public void Addresses_of_one_person_differ_and_telephones_of_one_record_are_in_one_town()
    {
        var fixture = new Fixture(1, ThisYear);
        var lists = Contracts.Names.SelectMany(api => Contracts.Load(api).Resources).SelectMany(resource => resource.Fields
            .Where(field => field.Type is FieldType.Texts or FieldType.Entries && field.Keyed is null).Select(field => (resource, field))).ToList();
        lists.ShouldContain(at => at.field.Like == "email");
        foreach (var (resource, field) in lists)
        {
            foreach (var n in Enumerable.Range(1, 200))
            {
                var (one, other) = fixture.Several(resource, field, n) is [var first, var second] ? (first!, second!) : default;
                if (field.Like == "email")
                    other.ToString().Split('@')[0].ShouldNotBe(one.ToString().Split('@')[0]);
                foreach (var member in field.Members.Where(member => member.Like == "phone"))
                    other[member.Name]!.ToString().Contains(' ').ShouldBe(one[member.Name]!.ToString().Contains(' '));
            }
        }
    }

    [Test]
    public void No_two_companies_have_one_name() =>
        Enumerable.Range(1, 10_000).Select(n => Likely.Company(n).ToUpperInvariant()).ShouldBeUnique();

    [Test]
    public void Values_fit_their_fields()
    {
        var fixture = new Fixture(3, ThisYear);
        foreach (var (resource, field) in Written)
        {
            foreach (var n in Enumerable.Range(1, 200))
            {
                var value = fixture.Valid(resource, field, n).ToString();
                value.ShouldNotBeNullOrWhiteSpace();
                if (field.Type == FieldType.Date)
                    DateOnly.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _).ShouldBeTrue(value);
                if (field.Format == "email")
                    value.ShouldMatch(@"^[a-z0-9.]+@[a-z.]+$");
                if (field.Minimum is { } least)
                    long.Parse(value, CultureInfo.InvariantCulture).ShouldBeInRange(least, field.Maximum ?? ThisYear);
                if (field.Type == FieldType.Text)
                    value.Length.ShouldBeInRange(field.MinLength ?? 0, field.MaxLength ?? int.MaxValue);
                if (field.Pattern is { } pattern)
                    value.ShouldMatch(pattern);
            }
        }
    }

    [Test]
    public void Texts_without_accents_are_made_from_texts_with_them()
    {
        var like = Written.Where(at => at.Field.Like == "username").ToList();
        Assume.That(like, Is.Not.Empty);
        var fixture = new Fixture(1, ThisYear);
        Enumerable.Range(1, 300).Select(n => fixture.Valid(like[0].Resource, like[0].Field, n).ToString())
            .ShouldAllBe(login => login.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'));
        // The accents become letters; they are not dropped with them: "Électricité Côté ltée" is the fourth.
        var chance = new Chance(1);
        Likely.Text("website", ref chance, new Subject(1, 4)).ShouldBe("https://www.electricitecotesenc.example");
    }

    [Test]
    public void Tagged_texts_hold_the_tag_and_both_cases()
    {
        var fixture = new Fixture(1, ThisYear);
        foreach (var (resource, field) in Written.Where(at => at.Field is { Type: FieldType.Text, IsClosed: false }))
        {
            var text = fixture.Tagged(resource, field, "pcx7", 12).ToString();
            if (Fixture.IsOfDigits(field))
            {
                text.ShouldMatch("^[0-9-]+$");
                fixture.Tagged(resource, field, "pcx7", 13).ToString().ShouldNotBe(text);
                continue;
            }
            text.ShouldContain("pcx7-12");
            text.ShouldMatch("[A-Z]");
            text.ShouldMatch("[a-z]");
        }
    }

    [Test]
    public void Both_sides_of_each_limit_are_there()
    {
        var field = Written.Select(at => at.Field).First(field => field is { Minimum: not null, MaximumIsThisYear: true });
        new Fixture(1, ThisYear).Boundaries(field).ShouldBe(
        [
            new Boundary(Behaviors.Minimum, field.Minimum!.Value, true), new Boundary(Behaviors.Minimum, field.Minimum!.Value - 1, false),
            new Boundary(Behaviors.Maximum, ThisYear, true), new Boundary(Behaviors.Maximum, ThisYear + 1, false),
        ]);
    }

    [Test]
    public void Lengths_stand_on_both_sides_of_their_limits_in_characters()
    {
        foreach (var (_, field) in Written.Where(at => at.Field is { MaxLength: not null, IsClosed: false }))
        {
            var samples = Lengths.Of(field);
            samples.Where(sample => sample.Behavior == Behaviors.MaximumLength).Select(sample => (sample.Value.Length, sample.Accepted))
                .ShouldBe([(field.MaxLength!.Value, true), (field.MaxLength.Value + 1, false)]);
            samples.Where(sample => sample.Behavior == Behaviors.LengthUnit).ShouldAllBe(sample => sample.Value.Length == field.MaxLength && sample.Accepted);
            samples.Where(sample => field.Format == "email").ShouldAllBe(sample => sample.Value.EndsWith("example.com", StringComparison.Ordinal));
        }
    }

    [Test]
    public void Elements_of_a_list_hold_the_tag_or_look_likely()
    {
        var lists = from api in Contracts.Names
                    from resource in Contracts.Load(api).Resources
                    from field in resource.Fields
                    where field is { OnCreate: true, Keyed: null, Type: FieldType.Texts or FieldType.Entries }
                    select (resource, field);
        foreach (var (resource, field) in lists)
        {
            new Fixture(1, ThisYear).Several(resource, field, 3, "pcx7").Select(element => element!.ToJsonString())
                .ShouldAllBe(element => element.Contains("pcx7-", StringComparison.Ordinal) || field.Members.Any(Fixture.IsOfDigits));
            new Fixture(1, ThisYear).Several(resource, field, 3).Count.ShouldBe(2);
        }
    }
}
