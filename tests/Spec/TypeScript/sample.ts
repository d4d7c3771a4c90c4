// Compiled under "strict": what a frontend developer writes by the generated types. Nothing here runs.
import type { components as Planiso, paths } from "./planiso";
import type { components as Planio } from "./planio";
import type { components as Lightening } from "./lightening";

type User = Planiso["schemas"]["UserRecord"];
const no = (user: User): number => user.no;
const name = (user: User): string => user.fullname;
const email = (user: User): string | null => user.email;

type Users = paths["/v1/user"]["get"]["responses"][200]["content"]["application/json"];
const first = (answer: Users): number => answer.data.map(no)[0] + answer.code + answer.message.length;

type Customer = Planiso["schemas"]["CustomerRecord"];
const organization = (customer: Customer): string | undefined => customer.organization.name;

const created: Planiso["schemas"]["UserCreate"] = { fullname: "Ada" };
const customer: Planiso["schemas"]["CustomerCreate"] = { organization_name: "Ada inc." };
// @ts-expect-error A user without a name is none.
const nameless: Planiso["schemas"]["UserCreate"] = { email: "ada@example.com" };
// @ts-expect-error Types that fell back to "unknown" would take this.
const wrong: Planiso["schemas"]["CustomerCreate"] = 7;

const company = (record: Planio["schemas"]["CompanyRecord"]): [number, string] => [record.id, record.name];
const contact = (record: Lightening["schemas"]["ContactRecord"]): unknown => record.email;
// @ts-expect-error There is no such member.
const none = (record: Lightening["schemas"]["ContactRecord"]) => record.nothing;
