/** Base, past and past participle of verbs that do not end in -ed. */
const VERBS = `be was been;bear bore borne;beat beat beaten;become became become;begin began begun;bend bent bent;bet bet bet;bind bound bound;bite bit bitten;bleed bled bled;blow blew blown;break broke broken;breed bred bred;bring brought brought;build built built;burst burst burst;buy bought bought;cast cast cast;catch caught caught;choose chose chosen;cling clung clung;come came come;cost cost cost;creep crept crept;cut cut cut;deal dealt dealt;dig dug dug;do did done;draw drew drawn;drink drank drunk;drive drove driven;eat ate eaten;fall fell fallen;feed fed fed;feel felt felt;fight fought fought;find found found;flee fled fled;fling flung flung;fly flew flown;forbid forbade forbidden;forget forgot forgotten;forgive forgave forgiven;freeze froze frozen;get got got;give gave given;go went gone;grind ground ground;grow grew grown;hang hung hung;have had had;hear heard heard;hide hid hidden;hit hit hit;hold held held;hurt hurt hurt;keep kept kept;kneel knelt knelt;know knew known;lay laid laid;lead led led;leave left left;lend lent lent;let let let;lie lay lain;lose lost lost;make made made;mean meant meant;meet met met;overcome overcame overcome;pay paid paid;put put put;quit quit quit;read read read;ride rode ridden;ring rang rung;rise rose risen;run ran run;say said said;see saw seen;seek sought sought;sell sold sold;send sent sent;set set set;shake shook shaken;shed shed shed;shine shone shone;shoot shot shot;show showed shown;shrink shrank shrunk;shut shut shut;sing sang sung;sink sank sunk;sit sat sat;sleep slept slept;slide slid slid;speak spoke spoken;spend spent spent;spin spun spun;split split split;spread spread spread;spring sprang sprung;stand stood stood;steal stole stolen;stick stuck stuck;sting stung stung;strike struck struck;string strung strung;strive strove striven;swear swore sworn;sweep swept swept;swell swelled swollen;swim swam swum;swing swung swung;take took taken;teach taught taught;tear tore torn;tell told told;think thought thought;throw threw thrown;understand understood understood;undertake undertook undertaken;upset upset upset;wake woke woken;wear wore worn;weave wove woven;weep wept wept;win won won;wind wound wound;withdraw withdrew withdrawn;write wrote written`

/** Singular and plural of nouns that do not end in -s. */
const NOUNS = `man men;woman women;child children;person people;foot feet;tooth teeth;goose geese;mouse mice;ox oxen;wife wives;life lives;knife knives;wolf wolves;leaf leaves;half halves;shelf shelves;thief thieves;self selves;calf calves;loaf loaves;sheep sheep;fish fish;deer deer;series series;species species;crisis crises;analysis analyses;basis bases;phenomenon phenomena;criterion criteria`

const rows = (text: string): ReadonlyMap<string, readonly string[]> =>
  new Map(
    text.split(';').map((row) => {
      const [base = '', ...forms] = row.split(' ')
      return [base, forms]
    }),
  )

/** [past, past participle] by verb. */
export const irregularVerbs = rows(VERBS)

/** [plural] by noun. */
export const irregularNouns = rows(NOUNS)
