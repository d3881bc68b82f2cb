// The people who sign in to this app, and who of them is here. Whoever is signed in stays so until they sign
// out; whenever that changes, the page begins afresh, so that nothing of the one before is left on it.
// Needs: saving, passwords.
"use strict";

(function () {
  const { store, own, passwords, calculate } = homespun;
  const SESSION = "private session";
  const SIGN_UP = "private sign up";
  const BY_ITSELF = { put: [], remove: [] }; // what the app does for somebody who may not do it by hand
  let session = null;

  const facts = () => homespun.about().people;
  const all = () => store.everything.list(facts().entity);
  const nameOf = (person) => String(person.values[facts().name] ?? "");
  const plain = (name) => name.normalize("NFKC").trim().replace(/\s+/g, " ").toLowerCase();
  const named = (name) => all().filter((person) => plain(nameOf(person)) === plain(name));

  homespun.people = all;
  homespun.personName = nameOf;
  homespun.me = () => (session ? store.everything.get(session) : null);
  Object.assign(calculate, {
    me: () => homespun.me()?.id ?? null,
    myName: () => (homespun.me() ? nameOf(homespun.me()) : null),
  });

  // Whether anybody can look after the app already.
  homespun.hasLeader = () => all().some((person) => homespun.roleOf(person) === facts().roles[0] && passwords.has(person.id));
  homespun.maySignUp = () => store.recall(SIGN_UP, true);
  homespun.letSignUp = (allowed) => homespun.keep(store.remember(SIGN_UP, allowed));
  homespun.isNameTaken = (name, but = null) => named(name).some((person) => person.id !== but?.id);

  // Finds out who was here last; true if they still are.
  homespun.comeBack = async () => {
    session = store.recall(SESSION);
    if (session && !homespun.me()) await store.whole();
    if (session && !homespun.me()) session = null;
    store.subscribe(() => (store.recall(SESSION) ?? null) !== session || (session && !homespun.me()) ? location.reload() : null);
    if (!session) await store.whole(); // who signs in has to be known
    return session !== null;
  };

  async function enter(id) {
    await homespun.keep(store.remember(SESSION, id));
    history.replaceState(null, "", "#");
    location.reload();
  }

  // Signs in: null if that is right, else the words that say what is wrong.
  homespun.signIn = async (name, words) => {
    const person = named(name).find((each) => passwords.has(each.id));
    const problem = await passwords.test(person?.id ?? "", words);
    if (!problem) await enter(person.id);
    return problem;
  };

  homespun.signOut = () => enter(null);

  // Adds somebody; `values` are of fields of theirs, `by hand` if somebody else does it.
  homespun.addPerson = async (values, words) => {
    const entity = homespun.entityOf(facts().entity);
    const person = store.make(entity.name, homespun.starting(entity, own(values)));
    await homespun.keep(store.write({ put: [person], asked: BY_ITSELF }));
    if (words) await homespun.keep(passwords.set(person.id, words));
    return person;
  };

  // Whoever comes first looks after the app; an example person of that name is they.
  homespun.begin = async (values, words) => {
    const role = { [facts().role]: facts().roles[0] };
    const known = named(values[facts().name])[0];
    if (known) await changePerson(known, { ...values, ...role });
    const person = known ?? (await homespun.addPerson({ ...values, ...role }));
    await homespun.keep(passwords.set(person.id, words));
    await enter(person.id);
  };

  homespun.signUp = async (values, words) => enter((await homespun.addPerson({ ...values, [facts().role]: facts().usual }, words)).id);

  // What somebody wrote is signed with their name: it changes along with it.
  const signed = (person, name) =>
    homespun
      .entities()
      .filter((entity) => entity.owner && entity.byName.get("by")?.type === "text")
      .flatMap((entity) => store.everything.list(entity.name).filter((record) => record.values[entity.owner] === person.id && record.values.by === nameOf(person)))
      .map((record) => ({ ...record, values: own({ ...record.values, by: name }) }));

  async function changePerson(person, values) {
    const name = values[facts().name] ?? nameOf(person);
    const put = [{ ...person, values: own({ ...person.values, ...values }) }, ...(name === nameOf(person) ? [] : signed(person, name))];
    await homespun.keep(store.write({ put, asked: BY_ITSELF }));
  }
  homespun.changePerson = changePerson;

  // Takes somebody away; their password goes when the app is opened the next time, so that it can be undone.
  homespun.clearPasswords = () => passwords.clear((id) => store.everything.get(id) !== null);
})();
